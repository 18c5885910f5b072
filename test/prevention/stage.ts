import { translator } from "../../src/shared/i18n.ts";
import type { Person } from "../sandbox/index.ts";
import { type Crew, carersGroup, crewOf, memberOf, type Play, play } from "../support/play.ts";

export const t = translator("fi");
export const STAFF = "henkilökunta";

export interface Guarded extends Play {
	crew: Crew;
	member: Person;
	/** What the coordinator was shown before anything changed. */
	shown: string;
}

/** A group with a member, on a server whose coordinator has AutoMod set up by what they see and press. */
export async function guarded(
	options: Parameters<typeof play>[0] = {},
	before: (at: Play) => void = () => undefined,
): Promise<Guarded> {
	const at = await play(options);
	const crew = await crewOf(at);
	await carersGroup(at, crew);
	const member = await memberOf(at, "Mustikka");
	before(at);
	const preview = await at.stage.command(crew.coordinator, "/safety automod");
	const shown = preview.text;
	await at.stage.answered(() => preview.press(t("prevention:button.automod-apply")));
	return { ...at, crew, member, shown };
}

/** What the owner of the server does with AutoMod by hand. */
export function automodOf({ sandbox }: Play) {
	const { world, guild } = sandbox;
	const { ownerId } = world.guild(guild.id);
	const idOf = (name: string) => {
		const found = world.autoMod.list(ownerId, guild.id).find((rule) => rule.name === name);
		if (!found) throw new Error(`no rule ${name}`);
		return found.id;
	};
	type Body = Parameters<typeof world.autoMod.create>[2];
	return {
		rules: () => world.autoMod.list(ownerId, guild.id),
		names: () => world.autoMod.list(ownerId, guild.id).map(({ name }) => name),
		create: (body: Body) => world.autoMod.create(ownerId, guild.id, body),
		edit: (name: string, body: Body) => world.autoMod.edit(ownerId, guild.id, idOf(name), body),
		remove: (name: string) => world.autoMod.delete(ownerId, guild.id, idOf(name)),
	};
}

/** Whether Discord lets somebody write this in the group's discussion. */
export async function lets(person: Person, text: string): Promise<boolean> {
	try {
		await person.write(t("messages:room.discussion.name"), text);
		return true;
	} catch {
		return false;
	}
}

/** So many people who come to the server at this moment. */
export async function crowd({ sandbox, stage }: Play, count: number, name = "Tulija"): Promise<Person[]> {
	const people: Person[] = [];
	for (let number = 1; number <= count; number++) people.push(await sandbox.person(`${name} ${number}`));
	await stage.settle();
	return people;
}

export function pausedUntil({ sandbox }: Play): string | null {
	return sandbox.world.guild(sandbox.guild.id).incidents?.invites_disabled_until ?? null;
}
