import type { APIAutoModerationRule } from "discord-api-types/v10";

/** What in a text meets a rule; undefined when nothing does. Spam and presets are Discord's own lists: not covered. */
export function matchRule(
	rule: APIAutoModerationRule,
	text: string,
	mentionCount: number,
): { keyword: string | null; content: string | null } | undefined {
	const { keyword_filter = [], regex_patterns = [], allow_list = [] } = rule.trigger_metadata;
	if (rule.trigger_type === 5)
		return mentionCount > (rule.trigger_metadata.mention_total_limit ?? 20)
			? { keyword: null, content: null }
			: undefined;
	if (rule.trigger_type !== 1) return undefined;
	const allowed = allow_list.map(keywordPattern);
	const patterns = [
		...keyword_filter.map((keyword) => ({ keyword, pattern: keywordPattern(keyword) })),
		...regex_patterns.map((regex) => ({ keyword: regex, pattern: new RegExp(regex, "giu") })),
	];
	for (const { keyword, pattern } of patterns)
		for (const found of text.matchAll(pattern)) {
			const [content] = found;
			if (!allowed.some((one) => [...text.matchAll(one)].some(([safe]) => safe.includes(content))))
				return { keyword, content };
		}
	return undefined;
}

/** A bare keyword is a whole word or phrase; `*` at an end lets the word go on there. Case does not matter. */
function keywordPattern(keyword: string): RegExp {
	const [before, after] = [keyword.startsWith("*"), keyword.endsWith("*")];
	const core = keyword.replace(/^\*|\*$/g, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	const word = "[\\p{L}\\p{N}_]";
	return new RegExp(
		`${before ? `${word}*` : `(?<!${word})`}${core}${after ? `${word}*` : `(?!${word})`}`,
		"giu",
	);
}
