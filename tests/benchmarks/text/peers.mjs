// The JavaScript peers, each as it is at its best. Words come already cut, so that all peers cut alike.
//
//   node peers.mjs FOLDER < task.json > answer.json
//
// FOLDER holds node_modules. A task is {pairs: [[old words, new words]]} to be timed, or
// {draws: [{base: words, variants: [words]}]} to be merged one variant after another.
import {createRequire} from "node:module";
import {readFileSync} from "node:fs";

const require = createRequire(process.argv[2] + "/");
const {diffArrays, diffWordsWithSpace} = require("diff");
const {diff3Merge, diffIndices} = require("node-diff3");

const ROUNDS = 15;

function bestOf(act) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = process.hrtime.bigint();
    act();
    best = Math.min(best, Number(process.hrtime.bigint() - began) / 1e6);
  }
  return best;
}

function times(pairs) {
  const texts = pairs.map(([old, now]) => [old.join(""), now.join("")]);
  const segmenter = new Intl.Segmenter("ar", {granularity: "word"});
  return {
    "jsdiff, words given": bestOf(() => pairs.forEach(([old, now]) => diffArrays(old, now))),
    "jsdiff, own words": bestOf(() => texts.forEach(([old, now]) => diffWordsWithSpace(old, now, {intlSegmenter: segmenter}))),
    "node-diff3 indices, words given": bestOf(() => pairs.forEach(([old, now]) => diffIndices(old, now))),
  };
}

function merged({base, variants}) {
  let words = base;
  for (const variant of variants) {
    const regions = diff3Merge(words, base, variant, {excludeFalseConflicts: true});
    if (regions.some((region) => region.conflict)) return null;
    words = regions.flatMap((region) => region.ok);
  }
  return words;
}

const task = JSON.parse(readFileSync(0, "utf8"));
const answer = task.pairs ? times(task.pairs) : task.draws.map(merged);
process.stdout.write(JSON.stringify(answer));
