import { z } from "zod";
import { AuthoringError, key, loadAuthored, localized } from "../shared/authored.ts";

/** How many rules of a kind Discord allows a server, those of everybody together. */
export const RULES_OF_KIND = { keyword: 6, spam: 1, "mention-spam": 1 } as const;

/**
 * A word or phrase as AutoMod reads it: a whole word, case apart; `*` at an end lets it go on there. At most 60
 * characters.
 */
const keyword = z
	.string()
	.max(60)
	.regex(/^\*?[^*\s](?:[^*]*[^*\s])?\*?$/, 'is a word or phrase with "*" at its ends only');

/** What Rust's and JavaScript's expressions both read; at most 260 characters. */
const pattern = z.string().max(260).refine(isExpression, "is no regular expression");

const Keywords = z
	.strictObject({
		kind: z.literal("keyword"),
		keywords: z.array(keyword).max(1000),
		patterns: z.array(pattern).max(10),
		/** What is let through although it meets a keyword. */
		allowed: z.array(keyword).max(100),
	})
	.superRefine(({ keywords, patterns, allowed }, context) => {
		if (keywords.length + patterns.length === 0)
			context.addIssue({ code: "custom", path: ["keywords"], message: "holds nothing, nor does patterns" });
		for (const [name, list] of Object.entries({ keywords, patterns, allowed })) {
			for (const [index, each] of list.entries()) {
				if (list.findIndex((other) => other.toLowerCase() === each.toLowerCase()) === index) continue;
				context.addIssue({ code: "custom", path: [name, index], message: `"${each}" is there twice` });
			}
		}
	});

/** A rule of Discord's AutoMod as it ships. What meets it is not sent, and staff see it. */
export const AutomodRule = z.strictObject({
	key,
	/** The lowest is the most important: where there is no room for all, it comes first. */
	order: z.int(),
	/** What staff call it, on the server and in cases. */
	name: localized(100),
	/** Said to whoever wrote what was stopped. */
	refusal: localized(150),
	/** For those who change the list: what is left out, and why. */
	note: z.string().max(2000).optional(),
	trigger: z.discriminatedUnion("kind", [
		Keywords,
		z.strictObject({ kind: z.literal("spam") }),
		/** More mentions than `most` in one message. */
		z.strictObject({
			kind: z.literal("mention-spam"),
			most: z.int().min(1).max(50),
			raidProtection: z.boolean(),
		}),
	]),
});
export type AutomodRule = z.infer<typeof AutomodRule>;

export class AutomodError extends AuthoringError {}

/**
 * The rules of a folder, one JSON file each, the most important first.
 * @throws AutomodError with every problem of every file, and of more rules than Discord allows
 */
export function loadAutomod(dir: string): AutomodRule[] {
	const rules = [...loadAuthored(dir, AutomodRule, AutomodError).values()].sort((a, b) => a.order - b.order);
	for (const [kind, most] of Object.entries(RULES_OF_KIND)) {
		const count = rules.filter(({ trigger }) => trigger.kind === kind).length;
		if (count <= most) continue;
		const reason = `holds ${count} rules of the kind "${kind}", and Discord allows ${most}`;
		throw new AutomodError([{ file: dir, path: "$", reason }]);
	}
	return rules;
}

function isExpression(text: string): boolean {
	try {
		new RegExp(text, "u");
		return text !== "";
	} catch (error) {
		if (error instanceof SyntaxError) return false;
		throw error;
	}
}
