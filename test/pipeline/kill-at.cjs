// Loaded before huibao (node --require): ends the process as by kill -9 at the step of that number that it takes. A step is a call to the file system or to the database; the
// process is ended before it, while it is under way, or when it has been done.
const fs = require("node:fs/promises");
const { syncBuiltinESMExports } = require("node:module");
const sqlite3 = require("sqlite3");

const killAt = Number(process.env.KILL_AT);
const moments = ["before", "during", "after"];
const moment = moments[killAt % moments.length];
let steps = 0;

const end = () => process.kill(process.pid, "SIGKILL");

/** Counts calls of a method that gives a promise, or takes a callback last. */
function count(object, name) {
	const method = object[name];
	object[name] = function (...given) {
		steps += 1;
		if (steps !== killAt) return method.apply(this, given);
		if (moment === "before") end();
		const callback = given.at(-1);
		if (moment === "after" && typeof callback === "function") given[given.length - 1] = end;
		const result = method.apply(this, given);
		if (moment === "during") end();
		if (typeof result?.then === "function") return result.then(end, end);
		return result;
	};
}

const open = fs.open;
fs.open = async (...given) => {
	const handle = await open(...given);
	for (const name of ["read", "writeFile", "sync"]) count(handle, name);
	return handle;
};
for (const name of ["copyFile", "link", "lstat", "mkdir", "open", "readdir", "rename", "rm", "rmdir", "stat", "writeFile"]) count(fs, name);
syncBuiltinESMExports();
for (const name of ["all", "exec", "run"]) count(sqlite3.Database.prototype, name);
for (const name of ["run", "finalize"]) count(sqlite3.Statement.prototype, name);

// How many steps an undisturbed run takes is told to who asks for it.
if (process.env.KILL_AT === "0") process.on("exit", () => process.stderr.write(`${steps} steps\n`));
