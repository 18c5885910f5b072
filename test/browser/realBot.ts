import { onTestFinished } from "vitest";
import { casts } from "../demo/casts.ts";
import { type Opened, openSandbox } from "../demo/open.ts";
import { playBeginning } from "../demo/story.ts";
import { type OpenWindow, openerOf } from "./scene.ts";

/** Names of those of the scene who are looked through. */
export const PEOPLE = { member: "Marjatta V", coordinator: "Koordinaattori Kaisa" } as const;

/** A group in English that has just begun, with the bot in a process of its own, which can be killed; time stands. */
export async function realBotScene(): Promise<Opened & { window: OpenWindow }> {
	const { carers } = casts;
	if (!carers) throw new Error("There are no carers");
	const locale = "en-GB";
	const participants = carers.participants.slice(0, 1).map((one) => ({ ...one, locale }) as const);
	const cast = { ...carers, language: "en", groupName: "Carers", participants } as const;
	const opened = await openSandbox("2026-09-24T06:00:00Z");
	onTestFinished(() => opened.close());
	const { sandbox } = opened;
	(await sandbox.owner()).setLocale(locale);
	for (const name of [cast.coordinator, ...cast.facilitators, cast.standIn])
		await sandbox.person(name, { locale });
	await playBeginning(opened.stage, cast, () => {});
	await opened.open(cast);
	return { ...opened, window: await openerOf(opened.address) };
}
