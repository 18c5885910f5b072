import { expect, it } from "vitest";
import { feedbackPosted } from "../../src/discord/views/feedback.ts";
import { storyAsk, storyShown, storyTold } from "../../src/discord/views/story.ts";
import { TEXT_LIMIT, type View } from "../../src/discord/views/view.ts";
import { translator } from "../../src/shared/i18n.ts";
import { StoryId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { type Story, Tag, Use } from "../../src/stories/model.ts";
import { REDACTED_LENGTH } from "../../src/stories/service.ts";
import { group, long, person } from "../discord/longest.ts";
import { start } from "../support/features.ts";

const story: Story = {
	id: StoryId.parse(999_999_999_999_999),
	groupId: group.id,
	series: 1,
	userId: person(1),
	language: "fi",
	text: { change: long(900), meaning: long(900), people: long(900) },
	uses: [...Use.options],
	toldAt: start,
	expiresAt: start,
	tags: [...Tag.options],
	redacted: long(REDACTED_LENGTH),
	accepted: null,
	revision: 99,
	shown: true,
};

/** All the text of a message, and its buttons. */
function read({ container }: View) {
	const json = JSON.stringify(container.toJSON());
	const texts = [...json.matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
		JSON.parse(`"${text}"`),
	);
	return {
		text: texts.join(""),
		ids: [...json.matchAll(/"custom_id":"([^"]*)"/g)].map(([, id]) => id ?? ""),
	};
}

it.each(Language.options)(
	"messages of stories and of feedback keep Discord's limits at their longest: %s",
	(language) => {
		const t = translator(language);
		const redacted = "a\n".repeat(REDACTED_LENGTH / 2);
		for (const view of [
			feedbackPosted(t, { said: long(1000), did: long(1000) }),
			storyTold(t, { group }),
			storyAsk(t, { story, group, redacted: long(REDACTED_LENGTH) }),
			storyAsk(t, { story, group, redacted }),
			storyShown(t, long(REDACTED_LENGTH)),
		]) {
			const { text, ids } = read(view);
			expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
			expect(view.calls).toEqual([]);
			for (const id of ids) expect(id.length).toBeLessThanOrEqual(100);
		}
	},
);

it("name nobody", () => {
	const t = translator("fi");
	expect(read(storyShown(t, "Uskallan soittaa")).text).not.toContain("<@");
	expect(read(storyAsk(t, { story, group, redacted: "Hei <@200000000000000001>" })).text).toContain("\\<\\@");
});
