import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

type Values<T extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: T }>>["values"];

interface Read<T extends ParseArgsOptionsConfig> {
	values: Values<T>;
	/** Says why an option cannot be used, and which there are, and ends the program with exit code 2. */
	refuse(why: string): never;
	/** The whole number that an option was given, or the program is ended so. */
	whole(name: string & keyof T, least: number, most: number): number;
}

/** The options that a program was given. When one is mistyped, it says so in one line and ends with exit code 2. */
export function readOptions<const T extends ParseArgsOptionsConfig>(options: T): Read<T> {
	const refuse = (why: string): never => {
		const known = Object.entries(options).map(([name, { type }]) =>
			type === "string" ? `--${name} …` : `--${name}`,
		);
		process.stderr.write(`${why} There are these options: ${known.join(", ")}.\n`);
		process.exit(2);
	};
	const values = parsed(options, refuse);
	return {
		values,
		refuse,
		whole(name, least, most) {
			const text = String(values[name as keyof Values<T>]).trim();
			const number = Number(text);
			if (text !== "" && Number.isInteger(number) && number >= least && number <= most) return number;
			return refuse(`--${name} is a whole number from ${least} to ${most}, not "${text}".`);
		},
	};
}

function parsed<const T extends ParseArgsOptionsConfig>(
	options: T,
	refuse: (why: string) => never,
): Values<T> {
	try {
		return parseArgs({ options }).values;
	} catch (error) {
		if (!isMistyped(error)) throw error;
		return refuse(`${error.message.split(". ")[0]}.`);
	}
}

/** What Node says of options that it does not know, or that lack their value. */
function isMistyped(error: unknown): error is Error {
	return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
}
