import type { CrisisLine } from "../../help/crisis.ts";
import type { Translate } from "../../shared/i18n.ts";
import { list } from "./text.ts";

/** Whom to call, a line each. What is not answered in the reader's language says so. */
export function numbersText(t: Translate, lines: readonly CrisisLine[]): string {
	return [`### ${t("help:numbers.title")}`, ...numberLines(t, lines)].join("\n");
}

/** The same without the heading, each line by itself. */
export function numberLines(t: Translate, lines: readonly CrisisLine[]): string[] {
	return lines.map(({ number, name, languages }) => {
		const model = { name: name[t.language], number };
		if (languages.includes(t.language)) return `- ${t("help:numbers.line", model)}`;
		const spoken = list(
			languages.map((each) => t(`help:numbers.language.${each}`)),
			t.language,
		);
		return `- ${t("help:numbers.in", { ...model, languages: spoken })}`;
	});
}
