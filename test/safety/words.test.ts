import { MessageType } from "discord.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { plain } from "../../src/discord/views/text.ts";
import type { Person } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, type Play, play, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { hostile } from "./hostile.ts";

/** On one line, as a command's option holds it. */
const line = (max: number) => hostile(max).map((text) => text.replaceAll(/[\n\r\u2028]/g, " ").trim());
const words = fc.record({
	group: line(60),
	theme: line(80),
	description: line(1000),
	expert: line(60),
	introduction: fc.array(hostile(1000), { minLength: 3, maxLength: 3 }),
	free: hostile(500),
});
const written = fc.sample(words, { numRuns: 3, seed: 20261001 });

/** Whom any message has called, and what was refused; the sandbox holds every request to Discord's lengths. */
function watched({ sandbox }: Play) {
	const called: string[] = [];
	sandbox.world.on(({ t, d }) => {
		const {
			mention_everyone,
			mentions = [],
			mention_roles = [],
			...message
		} = d as {
			mention_everyone?: boolean;
			mentions?: { id: string }[];
			mention_roles?: string[];
			type?: number;
		};
		if (t !== "MESSAGE_CREATE" && t !== "MESSAGE_UPDATE") return;
		// Discord's own word that somebody was let into a thread names them; nobody wrote it.
		if (message.type === MessageType.RecipientAdd) return;
		const reminder = JSON.stringify(message).includes("Tämä muistutus on sinulle");
		if (mention_everyone) called.push("everyone");
		if (!reminder) called.push(...mentions.map(({ id }) => id));
		called.push(...mention_roles);
	});
	return called;
}

async function introduce({ stage }: Play, person: Person, texts: string[]): Promise<void> {
	const form = formOf(await stage.press(person, "Kirjoita tai muokkaa esittelyäsi"));
	const filled = Object.fromEntries(form.fields.map(({ label }, index) => [label, texts[index] ?? ""]));
	const preview = await stage.answered(() => form.fill(filled).send());
	await stage.answered(() => preview.press("Julkaise"));
}

it.each(written.map((each, index) => [index, each] as const))(
	"hostile words in every field call nobody, and all is delivered: %i",
	async (_, { group, theme, description, expert, introduction, free }) => {
		const piiri = await play();
		const { stage, logged } = piiri;
		const called = watched(piiri);
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew, { name: group, weeks: 1 });
		const people: Person[] = [];
		for (const name of ["Mustikka", "Karpalo", "Lakka", "Puolukka", "Vadelma"]) {
			people.push(await memberOf(piiri, name));
		}
		const [mustikka] = people as [Person];
		await introduce(piiri, mustikka, introduction);
		const session = { group: "1", theme, description, date: "15.10.2026" };
		await stage.command(crew.anna, "/session add", {
			...session,
			"facilitator-1": { user: crew.anna },
			"facilitator-2": { user: crew.bo },
		});
		const choices = await crew.anna.autocomplete("/session expert", "session", "2 · ");
		await stage.command(crew.anna, "/session expert", {
			session: choices[0]?.value ?? "",
			name: expert,
			account: { user: crew.bo },
		});
		await until(piiri, "2026-10-15T16:35:00Z");
		for (const each of people) {
			const form = formOf(await stage.press(each, "Vastaa kyselyyn"));
			await form.fill({ [form.fields.at(-1)?.label ?? ""]: free }).send();
		}
		await until(piiri, "2026-10-19T09:00:00Z");

		expect(called).toEqual([]);
		expect(logged.filter((each) => each.startsWith("error"))).toEqual([]);
		const status = await stage.command(crew.coordinator, "/piiri status");
		expect(status.text).toContain("Kaikki on kunnossa");
		expect(said(mustikka, "keskustelu")).toContain(plain(theme));
		for (const command of ["/group list", "/my-data"]) {
			expect((await stage.command(crew.anna, command)).text.length).toBeGreaterThan(50);
		}
		expect((await stage.command(mustikka, "/my-data")).text).toContain("Mustikka");
	},
);

it.each(["fi", "2026-99-99T99:99:99Z", "2026-10-01T09:00:00Z"])(
	"one's own data shows a nickname as it is written: %s",
	async (nickname) => {
		const piiri = await play();
		await carersGroup(piiri, await crewOf(piiri));
		const person = await memberOf(piiri, nickname);
		expect((await piiri.stage.command(person, "/my-data")).text).toContain(`Nimimerkki: ${plain(nickname)}`);
	},
);
