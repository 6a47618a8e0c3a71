// Finds and loads libporto.so, and refuses one that is older than this package.
"use strict";
const { fileURLToPath } = require("node:url");
const { getEnvironmentData, setEnvironmentData } = require("node:worker_threads");
const koffi = require("koffi");
const abi = require("./abi.js");

// Where load() said that the library is; worker threads that are started later inherit it.
const PLACE = "porto.library";
const DEFAULT = "libporto.so.0";
// Texts of cells may have a NUL in them: their lengths count.
const POINTERS = new Set(["porto_rows_text", "porto_rows_shown"]);

let library = null;
const functions = new Map();

const koffiType = (type) => (type.endsWith("*") || type.endsWith("_fn") ? "void *" : type);

function declared(name) {
  const [result, ...parameters] = abi.functions[name];
  const gives = result === "char*" && !POINTERS.has(name) ? "str" : koffiType(result);
  return open().func(name, gives, parameters.map(koffiType));
}

/** A function of porto.h, as koffi calls it. */
function native(name) {
  let found = functions.get(name);
  if (!found) functions.set(name, (found = declared(name)));
  return found;
}

function open(place = getEnvironmentData(PLACE) ?? DEFAULT) {
  if (library) return library;
  let opened;
  try {
    opened = koffi.load(place);
  } catch (cause) {
    throw new Error(
      `The library of porto cannot be loaded: ${place}: ${cause.message}. Install libporto.so.0 ` +
        "where the loader looks (LD_LIBRARY_PATH names more places), or say where it is: " +
        'porto.load("/opt/porto/lib/libporto.so.0")',
      { cause },
    );
  }
  if (opened.func("porto_version_number", "uint32_t", [])() < abi.VERSION_NUMBER)
    throw new Error(
      `${place} is porto ${opened.func("porto_version_text", "str", [])()}, which is older than ` +
        "this package: install the library that belongs to it",
    );
  return (library = opened);
}

/** Loads the library from a path, before anything else is called. Without, it is loaded from where
 * the loader looks, once it is needed. */
function load(path) {
  const place = path instanceof URL ? fileURLToPath(path) : path;
  if (typeof place !== "string")
    throw new TypeError(`path: a path or a URL of a file is needed, not ${typeof place}`);
  if (library && place !== getEnvironmentData(PLACE))
    throw new Error("The library of porto is loaded already: call load() before anything else");
  open(place);
  setEnvironmentData(PLACE, place);
}

const libraryVersion = () => native("porto_version_text")();
const sourceId = () => native("porto_source_id")();

module.exports = { native, load, libraryVersion, sourceId };
