// What several modules need to know of the page: its words, its digits, its place for news.
// Reads <html lang class="eastern"> and #news; needs no attribute of its own.

/** Numbers of a sentence in the forum's digits. */
export function inDigits(sentence) {
  const eastern = document.documentElement.classList.contains("eastern");
  return eastern ? sentence.replace(/[0-9]/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[digit]) : sentence;
}

/** Say a sentence to screen readers, once the page is idle. */
export function tell(sentence) {
  const news = document.getElementById("news");
  if (news && news.textContent !== sentence) news.textContent = sentence;
}

/** Call `act` when nothing has happened for `milliseconds`. */
export function whenIdle(milliseconds, act) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), milliseconds);
  };
}
