// porto: count usage events exactly once and turn them into exact invoice lines.
"use strict";
const { classes, statusName } = require("./errors.js");
const { invoiceTotals } = require("./invoices.js");
const { Ledger } = require("./ledger.js");
const { libraryVersion, load, sourceId } = require("./library.js");
const { outlookTotals } = require("./outlook.js");
const { Recorder } = require("./recorder.js");
const { Rows, formats, joinedText } = require("./rows.js");
const { Rating, Tariff, mistakes } = require("./tariff.js");
const { importMaps } = require("./usage.js");
const { parseTime, timeText } = require("./values.js");

module.exports = {
  ...classes,
  Ledger,
  Rating,
  Recorder,
  Rows,
  Tariff,
  formats,
  importMaps,
  invoiceTotals,
  joinedText,
  libraryVersion,
  load,
  mistakes,
  outlookTotals,
  parseTime,
  sourceId,
  statusName,
  timeText,
};
