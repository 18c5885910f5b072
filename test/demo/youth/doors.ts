import { PermissionFlagsBits as P } from "discord-api-types/v10";
import type { Sandbox } from "../../sandbox/index.ts";
import { permissionsIn } from "../../sandbox/world/permissions.ts";
import { GRACE_MINUTES, type Presence } from "./presence.ts";
import type { Rota, Shift } from "./rota.ts";

/** From a moment to another, in milliseconds of the epoch. */
export interface Stretch {
	from: number;
	to: number;
}

/** Watches the doors of a place with the eyes of somebody young: may they step in, or write? */
export class Doors {
	readonly #sandbox: Sandbox;
	readonly #personId: string;
	readonly #rooms: { voice: string; discussion: string };
	readonly #turns: { at: number; open: boolean }[] = [];
	#open = false;

	/** @param rooms names of the place's rooms, with their category: "place/room" */
	constructor(sandbox: Sandbox, personId: string, rooms: { voice: string; discussion: string }) {
		this.#sandbox = sandbox;
		this.#personId = personId;
		this.#rooms = rooms;
		sandbox.world.on(({ t }) => {
			if (/^(?:CHANNEL|GUILD_ROLE|GUILD_MEMBER)_/.test(t)) this.#look();
		});
	}

	/** Whether one of the rooms is open. */
	get open(): boolean {
		return this.#open;
	}

	/** Whether both rooms say the same. */
	get agree(): boolean {
		return this.#may(this.#rooms.voice, P.Connect) === this.#may(this.#rooms.discussion, P.SendMessages);
	}

	/** When the doors stood open between two times. */
	openBetween(from: number, to: number): Stretch[] {
		const stretches: Stretch[] = [];
		let since = (this.#turns.findLast(({ at }) => at <= from)?.open ?? false) ? from : null;
		for (const { at, open } of this.#turns.filter((turn) => from < turn.at && turn.at < to)) {
			if (open) since ??= at;
			else if (since !== null) {
				if (at > since) stretches.push({ from: since, to: at });
				since = null;
			}
		}
		if (since !== null && to > since) stretches.push({ from: since, to });
		return stretches;
	}

	#look(): void {
		const open = this.#may(this.#rooms.voice, P.Connect) || this.#may(this.#rooms.discussion, P.SendMessages);
		if (open === this.#open) return;
		this.#open = open;
		this.#turns.push({ at: this.#sandbox.clock.now(), open });
	}

	#may(name: string, permission: bigint): boolean {
		const { world, guild } = this.#sandbox;
		const server = world.guild(guild.id);
		const room = [...server.channels.values()].find((channel) => {
			const category = server.channels.get(channel.parent_id ?? "")?.name ?? "";
			return `${category}/${channel.name}` === name;
		});
		if (!room) return false;
		return (permissionsIn(world, server, this.#personId, room) & permission) !== 0n;
	}
}

/** For a while the doors were shut in their hours: they opened late, closed too early, or did not open at all. */
export interface Shut extends Stretch {
	shift: Shift;
	how: "late" | "early" | "never";
}

/** What the summer came to, in milliseconds, as the doors and the people showed. */
export interface Sums {
	planned: number;
	open: number;
	/** Open with fewer than needed, because the coordinator said so. */
	overridden: number;
	understaffed: number;
	longestUnderstaffed: number;
	/** Stretches of planned hours for which the doors were shut. */
	shut: Shut[];
	/** Open when no hour was planned. */
	astray: number;
}

/**
 * Holds the doors against the hours and those who were there.
 * @param slack what Discord may bring later than it was decided, in milliseconds: shorter stretches do not count
 */
export function sums(doors: Doors, presence: Presence, rota: Rota, slack: number): Sums {
	const long = ({ from, to }: Stretch) => to - from > slack;
	const found: Sums = {
		planned: 0,
		open: 0,
		overridden: 0,
		understaffed: 0,
		longestUnderstaffed: 0,
		shut: [],
		astray: 0,
	};
	let before = Number.NEGATIVE_INFINITY;
	for (const shift of rota.shifts) {
		if (shift.calledOffAt !== null) continue;
		const from = shift.startsAt.epochMilliseconds;
		const to = shift.endsAt.epochMilliseconds;
		const open = doors.openBetween(from, to);
		found.astray += length(doors.openBetween(before, from).filter(long));
		before = to;
		found.planned += to - from;
		found.open += length(open);
		found.shut.push(
			...gaps(open, { from, to })
				.filter(long)
				.map((gap) => ({ shift, ...gap, how: howShut(gap, { from, to }) })),
		);
		const lacking = lackingIn(shift, presence, { from, to });
		for (const stretch of common(open, lacking)) {
			found.understaffed += stretch.to - stretch.from;
			found.longestUnderstaffed = Math.max(found.longestUnderstaffed, stretch.to - stretch.from);
		}
		const overriddenAt = presence.overrideAt(shift);
		if (overriddenAt !== undefined) {
			found.overridden += length(common(open, [{ from: overriddenAt, to }]));
		}
	}
	found.astray += length(doors.openBetween(before, Number.POSITIVE_INFINITY).filter(long));
	return found;
}

export function isWithinGrace({ longestUnderstaffed, astray }: Sums, slack: number): boolean {
	return longestUnderstaffed <= GRACE_MINUTES * 60_000 + slack && astray === 0;
}

function howShut(gap: Stretch, hour: Stretch): Shut["how"] {
	if (gap.from > hour.from) return "early";
	return gap.to === hour.to ? "never" : "late";
}

/** When too few were there. */
export function lackingIn(shift: Shift, presence: Presence, { from, to }: Stretch): Stretch[] {
	const moments = presence.between(from, to);
	const pieces = moments.flatMap((moment, index) => {
		const until = moments[index + 1]?.at ?? to;
		const turn = Math.min(Math.max(presence.overrideAt(shift) ?? to, moment.at), until);
		return [
			{ from: moment.at, to: turn, enough: presence.isEnough(moment, shift, moment.at) },
			{ from: turn, to: until, enough: presence.isEnough(moment, shift, turn) },
		];
	});
	const lacking: Stretch[] = [];
	for (const piece of pieces.filter((each) => !each.enough && each.to > each.from)) {
		const last = lacking.at(-1);
		if (last?.to === piece.from) last.to = piece.to;
		else lacking.push({ from: piece.from, to: piece.to });
	}
	return lacking;
}

function common(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
	return some
		.flatMap((one) =>
			others.map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
		)
		.filter(({ from, to }) => to > from);
}

function gaps(stretches: readonly Stretch[], { from, to }: Stretch): Stretch[] {
	const edges = [from, ...stretches.flatMap((each) => [each.from, each.to]), to];
	const found: Stretch[] = [];
	for (let index = 0; index < edges.length; index += 2) {
		const gap = { from: edges[index] ?? to, to: edges[index + 1] ?? to };
		if (gap.to > gap.from) found.push(gap);
	}
	return found;
}

function length(stretches: readonly Stretch[]): number {
	return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}
