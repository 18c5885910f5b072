/** An evening that is recorded, lived by people in the sandbox, and what they know themselves of who may be heard when. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GatewayIntentBits } from "discord-api-types/v10";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { translator } from "../../src/shared/i18n.ts";
import type { Log } from "../../src/shared/log.ts";
import { type Person, type Sandbox, startSandbox } from "../sandbox/index.ts";
import { InProcessBot } from "../support/inProcessBot.ts";
import { Stage } from "../support/stage.ts";

const STAFF = "staff";
const t = translator("en");
export const ROOM = t("messages:room.voice.name");

/** What happens to a speaker, in seconds of the evening; the tone of each is their own, in hertz. */
export interface Speaker {
	name: string;
	hz: number;
	/** When they step in; 0 unless said. */
	comes?: number;
	/** What they answer, and when; nothing: they never do. */
	says?: { at: number; answer: "yes" | "no" }[];
}

/** The ten minutes of the issue, or fewer: all times are shares of the whole. */
export function cast(seconds: number): Speaker[] {
	const at = (share: number) => Math.round(seconds * share);
	return [
		{ name: "Anna Facilitator", hz: 310, says: [{ at: 0, answer: "yes" }] },
		{ name: "Bo Facilitator", hz: 470, says: [{ at: 0, answer: "yes" }] },
		{ name: "Refuses", hz: 610, says: [{ at: 0, answer: "no" }] },
		{ name: "Silent", hz: 790 },
		{
			name: "Withdraws",
			hz: 970,
			says: [
				{ at: 0, answer: "yes" },
				{ at: at(0.5), answer: "no" },
			],
		},
		{ name: "Late", hz: 1_210, comes: at(0.3), says: [{ at: at(0.4), answer: "yes" }] },
	];
}

/** When nobody is recorded, in seconds: from the press to the resuming. */
export const pause = (seconds: number): [number, number] => [
	Math.round(seconds * 0.6),
	Math.round(seconds * 0.7),
];

/** When the connection is cut. */
const cutAt = (seconds: number): number => Math.round(seconds * 0.8);

/** Whether a speaker's voice may be in the recording in the second that begins at `second`. */
export function maybeHeard(
	{ comes = 0, says = [] }: Speaker,
	second: number,
	[from, to]: [number, number],
): boolean {
	const last = says.findLast(({ at }) => at <= second);
	return second >= comes && last?.answer === "yes" && !(second >= from && second < to);
}

export interface Evening {
	sandbox: Sandbox;
	stage: Stage;
	people: Map<string, Person>;
	/** Folder of Piiri's files. */
	dataDir: string;
	/** When the talk began, in milliseconds of the epoch. */
	beganMs: number;
	/** What Piiri has logged. */
	logged: { details: Record<string, unknown>; message: string }[];
	close(): Promise<void>;
}

/** Lives the evening to the end of its recording, with so much loss (0–1) and one cut connection. */
export async function evening(seconds: number, loss: number): Promise<Evening> {
	const dataDir = mkdtempSync(join(tmpdir(), "piiri-voice-"));
	const sandbox = await startSandbox({
		start: "2026-10-01T09:00:00Z",
		pace: 1_000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
	});
	const logged: Evening["logged"] = [];
	const note = (details: object, message: string) => void logged.push({ details: { ...details }, message });
	const log: Log = { info: note, warn: note, error: note };
	const bot = new InProcessBot(sandbox, dataDir, log);
	const close = async () => {
		await bot.stop();
		await sandbox.close();
		rmSync(dataDir, { recursive: true });
	};
	try {
		await sandbox.inviteBot(NEEDED_BITS);
		await bot.start();
		const stage = new Stage(sandbox, bot);
		const speakers = cast(seconds);
		const people = await gathered(stage, speakers);
		const beganMs = await recorded(stage, speakers, people, seconds, loss);
		return { sandbox, stage, people, dataDir, beganMs, logged, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** A group that records talk and discussion, its people, and its first meeting going on. */
export async function gathered(stage: Stage, speakers: readonly Speaker[]): Promise<Map<string, Person>> {
	const { sandbox } = stage;
	const owner = await sandbox.owner();
	owner.setLocale("en-GB");
	owner.createRole("Coordinator");
	owner.createRole("Facilitator");
	owner.createChannel(STAFF, { private: ["Coordinator", "Facilitator", "Piiri"] });
	const people = new Map<string, Person>();
	for (const { name } of speakers) people.set(name, await sandbox.person(name, { locale: "en-GB" }));
	const [anna, bo] = [...people.values()] as [Person, Person];
	for (const one of [anna, bo]) owner.giveRole(one, "Facilitator");
	await stage.command(owner, "/piiri setup", {
		language: "en",
		zone: "Europe/Helsinki",
		"coordinator-role": { role: "Coordinator" },
		"facilitator-role": { role: "Facilitator" },
		"staff-channel": { channel: STAFF },
	});
	const preview = await stage.command(owner, "/group create", {
		name: "Carers",
		programme: "carers",
		language: "en",
		"start-date": "8.10.2026",
		weekday: 4,
		time: "18",
		"facilitator-1": { user: anna },
		"facilitator-2": { user: bo },
	});
	await stage.answered(() => preview.press(preview.message?.buttons[0]?.label ?? ""));
	await stage.command(owner, "/recording plan", { group: await groupOption(stage, owner), part: "all" });
	for (const { name } of speakers.slice(2)) {
		const person = people.get(name) as Person;
		await stage.fill(() => person.press(t("messages:button.join")), {
			[t("replies:join.nickname")]: name,
			[t("messages:welcome.rules")]: [t("replies:join.rules-yes")],
		});
	}
	await stage.until(stage.now.with({ day: 8, hour: 18, minute: 0 }));
	return people;
}

/** The only group there is, as it is offered. */
async function groupOption(stage: Stage, person: Person): Promise<string> {
	const [found] = await stage.choices(person, "/recording plan", "group", "");
	return String(found?.value);
}

/** @returns when the talk began */
async function recorded(
	stage: Stage,
	speakers: readonly Speaker[],
	people: Map<string, Person>,
	seconds: number,
	loss: number,
): Promise<number> {
	const { sandbox } = stage;
	const [anna] = [...people.values()] as [Person];
	const of = ({ name }: Speaker) => people.get(name) as Person;
	for (const speaker of speakers) if (!speaker.comes) of(speaker).joinVoice(ROOM);
	await stage.settle();
	await stage.press(anna, "Start recording");
	const [from, to] = pause(seconds);
	const beganMs = sandbox.clock.now();
	sandbox.voice.network.seed(20_261_008);
	sandbox.voice.network.loss = loss;
	await sandbox.voice.talk(
		seconds,
		speakers.map((speaker) => ({ who: of(speaker), hz: speaker.hz, from: speaker.comes ?? 0 })),
		{
			async each(second) {
				for (const speaker of speakers) {
					if (speaker.comes && speaker.comes === second) of(speaker).joinVoice(ROOM);
					const said = (speaker.says ?? []).find(({ at }) => at === second);
					if (said)
						await stage.press(of(speaker), said.answer === "yes" ? "Record my voice" : "Do not record me");
				}
				if (second === from) await stage.press(of(speakers[3] as Speaker), "Off the record");
				if (second === to) await stage.press(anna, "Go on recording");
				if (second === cutAt(seconds)) sandbox.voice.cut();
				await stage.settle();
			},
		},
	);
	await stage.press(anna, "End recording");
	await stage.settle();
	return beganMs;
}
