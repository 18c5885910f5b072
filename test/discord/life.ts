import type { Group } from "../../src/groups/model.ts";
import { id, join, type Stage, withGroup } from "./stage.ts";

/**
 * A small group's life from its making to its archive, with everything that delivery does in it: a member who leaves,
 * one who waits with closed direct messages, a meeting moved, one cancelled, introductions and surveys.
 */
export async function live(
	on: Stage,
	seen: (moment: string, group: Group) => void = () => undefined,
): Promise<void> {
	const { sandbox, members, introductions, sessions, surveys, groups, now, settle, until } = on;
	const group = await withGroup(on);
	const first = await sandbox.person("Mustikka");
	const second = await sandbox.person("Karpalo");
	const third = await sandbox.person("Lakka", { dms: "closed" });
	await join(on, group, first);
	await join(on, group, second);
	await introductions.write(group.id, id(first), ["Hei kaikille", ""], now());
	await introductions.post(group.id, id(first), now());
	await members.wait(group.id, id(third), "fi", now());
	await settle();
	seen("made", group);

	await until("2026-09-09T16:00:00Z");
	seen("day before", group);
	await members.leave(group.id, id(second), now());
	await settle();
	seen("left", group);
	await join(on, group, third);
	await until("2026-09-10T14:46:00Z");
	seen("doors", group);
	await until("2026-09-10T15:30:00Z");
	seen("live", group);

	const [, next, last] = await sessions.list(group.id);
	if (!next || !last) throw new Error("there should be three meetings");
	const survey = await on.transact((tx) => surveys.ofSession(tx, next.id));
	if (survey) throw new Error("too early for a survey");
	await until("2026-09-10T16:40:00Z");
	seen("ended", group);
	await sessions.move(next.id, next.startsAt.add({ hours: 24 }), now());
	await settle();
	seen("moved", group);
	await until("2026-09-19T12:00:00Z");
	await sessions.cancel(last.id, now());
	await settle();
	seen("over", group);
	await until("2026-10-10T12:00:00Z");
	seen("closed", group);
	await groups.archive(group.id, now());
	await settle();
	seen("archived", group);
}
