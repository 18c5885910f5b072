import { translator } from "../../src/shared/i18n.ts";
import { languageOf } from "../../src/shared/language.ts";
import type { Person, Sandbox } from "../sandbox/index.ts";
import { see } from "../sandbox/people/seen.ts";
import { canSee } from "../sandbox/world/permissions.ts";
import { answerSurvey, fillIn } from "./answering.ts";
import type { Cast, Participant } from "./casts.ts";

/**
 * Those of the cast whom nobody plays in a window answer a survey when it comes, so that one who tries Piiri alone gets
 * to see a summary. @returns the way to stop
 */
export function othersAnswer(sandbox: Sandbox, { participants, language, words }: Cast): () => void {
	const { world, clients, traffic } = sandbox;
	const t = translator(language);
	const labels = [
		t("messages:button.survey"),
		t("surveys:button.series-start"),
		t("surveys:button.expert-visit"),
		t("surveys:button.series-end"),
	];
	let turn: Promise<unknown> = Promise.resolve();

	async function answer(channelId: string, asked: readonly string[]): Promise<void> {
		for (const [index, one] of participants.entries()) {
			const person = await sandbox.person(one.name);
			const played = clients.of(person.id)?.open ?? false;
			if (played || !one.answersSurveys || !canSee(world, person.id, world.channel(channelId))) continue;
			for (const label of asked) await answerAs(person, one, index, label);
		}
	}

	/** An option of each question, differently for each person; some write a few words as well. */
	async function answerAs(person: Person, one: Participant, index: number, label: string): Promise<void> {
		const own = index % 3 === 0 ? (words[index % words.length] ?? null) : null;
		await answerSurvey(
			atOnce,
			() => person.press(label),
			languageOf(one.locale, language),
			(form) => fillIn(form, (options, place) => (index * 7 + place * 2) % options, own),
		);
	}

	return world.on(({ t, d }) => {
		if (t !== "MESSAGE_CREATE" || (d.author as { id?: string } | undefined)?.id !== world.botId) return;
		const channel = world.channel(String(d.channel_id));
		const message = channel.messages.find(({ id }) => id === d.id);
		const seen = message ? see(world, message).buttons.map(({ label }) => label) : [];
		const asked = labels.filter((label) => seen.includes(label));
		if (asked.length === 0) return;
		turn = turn
			.then(() => answer(channel.id, asked))
			.catch((error: unknown) => {
				const entry = {
					who: "the others",
					kind: "rest",
					what: "answer the survey",
					check: "breach",
				} as const;
				traffic.note({ ...entry, breaches: [String(error)], body: null });
			});
	});
}

/** Nobody here waits for the bot's time to pass. */
const atOnce: Parameters<typeof answerSurvey>[0] = {
	answered: (act) => act(),
	async sent(open, fill) {
		const opened = await open();
		const { form } = opened;
		if (!form) return opened;
		fill(form);
		return form.send();
	},
};
