import { translator } from "../../src/shared/i18n.ts";
import type { Form, Person, Sandbox } from "../sandbox/index.ts";
import { see } from "../sandbox/people/seen.ts";
import { canSee } from "../sandbox/world/permissions.ts";
import type { Cast } from "./casts.ts";

/**
 * Those of the cast whom nobody plays in a window answer a survey when it comes, so that one who tries Piiri alone gets
 * to see a summary. @returns the way to stop
 */
export function othersAnswer(sandbox: Sandbox, { participants, language, words }: Cast): () => void {
	const { world, clients, traffic } = sandbox;
	const label = translator(language)("messages:button.survey");
	let turn: Promise<unknown> = Promise.resolve();

	async function answer(channelId: string): Promise<void> {
		for (const [index, one] of participants.entries()) {
			const person = await sandbox.person(one.name);
			const played = clients.of(person.id)?.open ?? false;
			if (played || !one.answersSurveys || !canSee(world, person.id, world.channel(channelId))) continue;
			await answerAs(person, index);
		}
	}

	async function answerAs(person: Person, index: number): Promise<void> {
		const { form } = await person.press(label);
		await form?.fill(chosen(form, index, words[index % words.length] ?? "")).send();
	}

	return world.on(({ t, d }) => {
		if (t !== "MESSAGE_CREATE" || (d.author as { id?: string } | undefined)?.id !== world.botId) return;
		const channel = world.channel(String(d.channel_id));
		const message = channel.messages.find(({ id }) => id === d.id);
		if (!message || !see(world, message).buttons.some((button) => button.label === label)) return;
		turn = turn
			.then(() => answer(channel.id))
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

/** An option of each question, differently for each person; some write a few words as well. */
function chosen({ fields }: Form, index: number, words: string): Record<string, string> {
	const entries = fields.flatMap((field, place): [string, string][] => {
		if (field.kind === "text") return index % 3 === 0 ? [[field.label, words]] : [];
		const options = field.options ?? [];
		const pick = options[(index * 7 + place * 2) % options.length];
		return pick ? [[field.label, pick.label]] : [];
	});
	return Object.fromEntries(entries);
}
