import type { Language } from "../../src/shared/language.ts";
import en from "../sandbox/page/client/locales/en.json" with { type: "json" };
import fi from "../sandbox/page/client/locales/fi.json" with { type: "json" };
import sv from "../sandbox/page/client/locales/sv.json" with { type: "json" };

/** What the page itself says, apart from the bot. */
export type PageText = typeof en;

export function pageText(language: Language): PageText {
	return { fi, sv, en }[language];
}
