import { quoted, usesText } from "../../src/discord/views/story.ts";
import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { Story } from "../../src/stories/model.ts";
import { wholeOf } from "../../src/stories/service.ts";
import type { Desk } from "../desk.ts";
import type { Reply } from "../reply.ts";

/** Where a story stands between its teller and the coordinator. */
export function stateOf(story: Story): "told" | "asked" | "accepted" | "refused" {
	if (story.redacted === null) return "told";
	if (story.accepted === null) return "asked";
	return story.accepted ? "accepted" : "refused";
}

/** A person's own story: what was told, what it may be used for, what was made of it. `lead`: said first. */
export async function ownStory(story: Story, desk: Desk, lead?: string): Promise<Reply> {
	const { t } = desk;
	const group = await desk.groups.get(story.groupId);
	const waits = stateOf(story) === "asked";
	return {
		text: [
			...(lead === undefined ? [] : [lead]),
			t("stories:reply.mine-title", { group: plain(group?.name ?? "") }),
			t("stories:reply.as-told"),
			quoted(wholeOf(story.text).slice(0, 1200)),
			...(story.redacted === null
				? []
				: [t("stories:reply.as-redacted"), quoted(story.redacted).slice(0, 1500)]),
			t("stories:reply.uses", { uses: usesText(t, story) }),
			`-# ${t("stories:method")}`,
		].join("\n"),
		buttons: [
			...(waits
				? [
						button(t, "stories:button.accept", "primary", "story-accept", story.id, story.revision),
						button(t, "stories:button.refuse", "secondary", "story-refuse", story.id, story.revision),
					]
				: []),
			...ownButtons(story, t),
		],
	};
}

function ownButtons({ id, redacted }: Story, t: Translate) {
	return [
		button(t, "stories:button.uses", redacted === null ? "primary" : "secondary", "story-uses", id),
		button(t, "stories:button.edit", "secondary", "story-edit", id),
		button(t, "stories:button.withdraw", "danger", "story-withdraw", id),
	];
}
