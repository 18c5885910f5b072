import type { Group } from "../../groups/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { Story } from "../../stories/model.ts";
import { plain, plainLines } from "./text.ts";
import { button, TEXT_LIMIT, type View, view } from "./view.ts";

/** Room for headings, names and what is said around the words. */
const AROUND = 1200;

/** To the coordinator: there is something to read. */
export function storyTold(t: Translate, { group }: { group: Group }): View {
	return view([
		`### ${t("stories:told.title")}`,
		t("stories:told.text", { group: plain(group.name), command: t("stories:command.list") }),
	]);
}

/** To the teller: these are the words that would be used. */
export function storyAsk(
	t: Translate,
	{ story, group, redacted }: { story: Story; group: Group; redacted: string },
): View {
	return view([
		`### ${t("stories:ask.title")}`,
		t("stories:ask.text", { group: plain(group.name), uses: usesText(t, story) }),
		quoted(redacted),
		`-# ${t("stories:ask.note", { command: t("stories:command.mine") })}`,
		[
			button(t, "stories:button.accept", "primary", "story-accept", story.id, story.revision),
			button(t, "stories:button.refuse", "secondary", "story-refuse", story.id, story.revision),
			button(t, "stories:button.withdraw", "danger", "story-withdraw", story.id),
		],
	]);
}

/** To the group, without a name. */
export function storyShown(t: Translate, text: string): View {
	return view([
		`### ${t("stories:shown.title")}`,
		plainLines(text, TEXT_LIMIT - AROUND),
		`-# ${t("stories:shown.note")} ${t("stories:method")}`,
	]);
}

export function quoted(text: string): string {
	const lines = plainLines(text, TEXT_LIMIT - AROUND - 300).split("\n");
	const shown = lines.map((line) => `> ${line}`).join("\n");
	return shown.length <= TEXT_LIMIT - AROUND ? shown : lines.join("\n");
}

/** What it may be used for, in words. */
export function usesText(t: Translate, { uses }: Pick<Story, "uses">): string {
	return uses.length === 0 ? t("stories:use.none") : uses.map((use) => t(`stories:use.${use}`)).join(" · ");
}
