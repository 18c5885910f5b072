import type { Version, Weighed } from "../../groundRules/model.ts";
import { groupOf } from "../../homes/service.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { HomeRef } from "../../shared/ids.ts";
import { plain, when } from "./text.ts";
import { button, type View, view } from "./view.ts";

/** Room for a rule whose every tenth sign must be escaped. */
const ROOM = 230;

/** Numbered, safe to show. */
export function rulesText(rules: readonly string[]): string {
	return rules.map((rule, index) => `${index + 1}. ${plain(rule, ROOM)}`).join("\n");
}

/** Since when they hold; nothing of those that were so from the start. */
export function sinceText(t: Translate, { version, adoptedAt }: Version): string | false {
	return version > 1 && adoptedAt !== null && `-# ${t("groundRules:since", { when: when(adoptedAt) })}`;
}

/** Where people talk: the rules are new. In a group everybody accepts them anew. */
export function rulesChanged(t: Translate, home: HomeRef, present: Version): View {
	const inGroup = groupOf(home) !== null;
	return view([
		`## ${t("groundRules:changed.title")}`,
		rulesText(present.rules),
		t(inGroup ? "groundRules:changed.group" : "groundRules:changed.place"),
		sinceText(t, present),
		inGroup && [button(t, "groundRules:button.accept", "primary", "rules-accept", home, present.version)],
	]);
}

/** Where people talk: they are called to mind. */
export function rulesReminder(t: Translate, present: Version): View {
	return view([
		`### ${t("groundRules:reminder.title")}`,
		t("groundRules:reminder.text"),
		rulesText(present.rules),
	]);
}

/** Each with how many support it: never who, nor who proposed it. */
export function proposalLines(t: Translate, proposals: readonly Weighed[]): string {
	return proposals
		.map(({ text, supports }, index) => {
			const counted = t("groundRules:proposals.supports", { count: supports });
			return `${index + 1}. ${plain(text, ROOM)} · ${counted}`;
		})
		.join("\n");
}

/** To staff: what waits to be decided on. */
export function rulesProposals(
	t: Translate,
	{ home, group, proposals }: { home: HomeRef; group: string; proposals: readonly Weighed[] },
): View {
	return view([
		`### ${t("groundRules:proposals.title", { group: plain(group) })}`,
		proposalLines(t, proposals),
		`-# ${t("groundRules:proposals.note")}`,
		[button(t, "groundRules:button.decide", "primary", "rules-decide", home)],
	]);
}
