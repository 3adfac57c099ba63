// Starts every module of the page. Each works on attributes named data-*, by events that reach the
// document, so that parts which come later need no second start.
import "./forms.js";
import "./theme.js";
import "./errors.js";
import "./countdown.js";
import "./clock.js";
import "./live.js";
import "./draft.js";
import "./preview.js";
import "./words.js";
import "./ticks.js";
