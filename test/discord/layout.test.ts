import { OverwriteType, PermissionFlagsBits as P } from "discord.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LayoutState, ROOMS, roomPlan } from "../../src/discord/layout.ts";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { type RoomPlan, sameOverwrites } from "../../src/discord/rights.ts";
import type { Group } from "../../src/groups/model.ts";
import { ChannelId, GroupId, GuildId, RoleId, UserId } from "../../src/shared/ids.ts";

const guildId = GuildId.parse("100000000000000001");
const roles = {
	group: "200000000000000001",
	facilitator: "200000000000000002",
	coordinator: "200000000000000003",
};
const people = {
	bot: "300000000000000001",
	expert: "300000000000000002",
	somebody: "300000000000000003",
	listener: "300000000000000004",
};

const staffRoles = ["facilitator", "coordinator"] as const;

const states: fc.Arbitrary<LayoutState> = fc
	.record({
		state: fc.constantFrom("open" as const, "ended" as const, "closed" as const),
		language: fc.constantFrom("fi" as const, "sv" as const, "en" as const),
		recorded: fc.boolean(),
		doorsOpen: fc.boolean(),
		hush: fc.record({
			quiet: fc.boolean(),
			listeners: fc.constantFrom([], [UserId.parse(people.listener)]),
			held: fc.constantFrom(NEEDED_BITS & ~(P.Speak | P.Stream), NEEDED_BITS),
		}),
		expert: fc.boolean(),
		gone: fc.subarray([...staffRoles]),
	})
	.map(({ doorsOpen, hush, expert, gone, ...change }) => ({
		group: {
			id: GroupId.parse(1),
			guildId,
			name: "Omaisten piiri",
			programme: "carers",
			zone: "Europe/Helsinki",
			weekday: 4,
			time: "18:00",
			durationMinutes: 90,
			capacity: 12,
			commitment: "drop-in",
			series: 1,
			endedAt: null,
			...change,
		} satisfies Group,
		settings: {
			guildId,
			language: "fi",
			zone: "Europe/Helsinki",
			coordinatorRoleId: RoleId.parse(roles.coordinator),
			facilitatorRoleId: RoleId.parse(roles.facilitator),
			staffChannelId: ChannelId.parse("400000000000000001"),
			coordinatorChannelId: ChannelId.parse("400000000000000001"),
		},
		roleId: RoleId.parse(roles.group),
		botId: people.bot,
		roles: new Set([
			guildId,
			roles.group,
			...staffRoles.filter((name) => !gone.includes(name)).map((name) => roles[name]),
		]),
		doorsOpen,
		hush,
		experts: expert ? [UserId.parse(people.expert)] : [],
	}));

/** What somebody with these roles may do there, on a server where everyone may do everything of the usual. */
function may({ overwrites }: RoomPlan, userId: string, roleIds: string[]): bigint {
	const usual =
		P.ViewChannel | P.SendMessages | P.Connect | P.Speak | P.ReadMessageHistory | P.CreatePublicThreads;
	const layers = [
		overwrites.filter(({ id }) => id === guildId),
		overwrites.filter(({ id }) => roleIds.includes(id)),
		overwrites.filter(({ id }) => id === userId),
	];
	return layers.reduce((bits, layer) => {
		const deny = layer.reduce((all, each) => all | BigInt(each.deny), 0n);
		const allow = layer.reduce((all, each) => all | BigInt(each.allow), 0n);
		return (bits & ~deny) | allow;
	}, usual);
}

function plans(state: LayoutState): [string, RoomPlan][] {
	return ROOMS.map((room) => {
		const plan = roomPlan(room, state);
		if (!plan) throw new Error(room);
		return [room, plan];
	});
}

describe("the rooms of a group, in every state", () => {
	it("show nothing but welcome to those who are not in it", () => {
		fc.assert(
			fc.property(states, (state) => {
				for (const [room, plan] of plans(state)) {
					const bits = may(plan, people.somebody, []);
					expect(Boolean(bits & P.ViewChannel), room).toBe(room === "welcome");
					if (room === "welcome") expect(bits & (P.SendMessages | P.CreatePublicThreads)).toBe(0n);
				}
			}),
		);
	});

	it("let no member into the voice room while the doors are shut, and staff and the visiting expert always", () => {
		fc.assert(
			fc.property(states, (state) => {
				const voice = roomPlan("voice", state);
				if (!voice) throw new Error("no voice room");
				const open = state.doorsOpen && state.group.state !== "closed";
				expect(Boolean(may(voice, people.somebody, [roles.group]) & P.Connect)).toBe(open);
				const visits = state.experts.length > 0 && state.group.state !== "closed";
				expect(Boolean(may(voice, people.expert, []) & P.Connect)).toBe(visits);
				expect(Boolean(may(voice, people.somebody, []) & P.Connect)).toBe(false);
				for (const name of staffRoles) {
					const bits = may(voice, people.somebody, [roles[name], roles.group]);
					expect(Boolean(bits & P.Connect)).toBe(open || state.roles.has(roles[name]));
				}
			}),
		);
	});

	it("are for members to read, and to write in where and while they talk", () => {
		fc.assert(
			fc.property(states, (state) => {
				for (const [room, plan] of plans(state)) {
					const bits = may(plan, people.somebody, [roles.group]);
					expect(bits & P.ViewChannel, room).toBe(P.ViewChannel);
					if (room === "category" || room === "voice") continue;
					const talk =
						(room === "discussion" || room === "questions") &&
						state.group.state !== "closed" &&
						!state.hush.quiet;
					expect(Boolean(bits & P.SendMessages), room).toBe(talk);
				}
			}),
		);
	});

	it("let only staff write and speak in a room that is quiet, and who may only listen nowhere", () => {
		fc.assert(
			fc.property(states, (state) => {
				const { quiet, listeners, held } = state.hush;
				for (const [room, plan] of plans(state)) {
					if (room !== "discussion" && room !== "questions" && room !== "voice") continue;
					const speaks = (bits: bigint) => Boolean(bits & (room === "voice" ? P.Speak : P.SendMessages));
					// What the bot lacks it can take from nobody.
					const can = room !== "voice" || Boolean(held & P.Speak);
					const silent = (userId: string) => quiet || listeners.some((id) => id === userId);
					for (const userId of [people.somebody, people.listener]) {
						const bits = may(plan, userId, [roles.group]);
						if (silent(userId) && can) expect(speaks(bits), room).toBe(false);
						if (silent(userId)) expect(bits & P.SendMessages, room).toBe(0n);
						expect(bits & P.ViewChannel, room).toBe(P.ViewChannel);
					}
					if (quiet && can) expect(speaks(may(plan, people.expert, [])), room).toBe(false);
					for (const name of staffRoles.filter((each) => state.roles.has(roles[each])))
						expect(speaks(may(plan, people.somebody, [roles.group, roles[name]])), room).toBe(true);
				}
			}),
		);
	});

	it("show an expert no more than the visit needs", () => {
		fc.assert(
			fc.property(states, (state) => {
				const seen = plans(state)
					.filter(([, plan]) => may(plan, people.expert, []) & P.ViewChannel)
					.map(([room]) => room);
				const visiting = ["welcome", "discussion", "questions", "voice"];
				expect(seen).toEqual(state.experts.length > 0 ? visiting : ["welcome"]);
			}),
		);
	});

	it("give nothing to a role that is gone", () => {
		fc.assert(
			fc.property(states, (state) => {
				for (const [, plan] of plans(state)) {
					const given = plan.overwrites.filter(({ type }) => type === OverwriteType.Role).map(({ id }) => id);
					expect(given.toSorted()).toEqual([...state.roles].toSorted());
				}
			}),
		);
	});

	it("give and take only what the bot has itself, and never lock the bot out", () => {
		fc.assert(
			fc.property(states, (state) => {
				for (const [room, plan] of plans(state)) {
					for (const { allow, deny } of plan.overwrites) {
						expect((BigInt(allow) | BigInt(deny)) & ~NEEDED_BITS, room).toBe(0n);
					}
					const own = may(plan, people.bot, []);
					const needed = P.ViewChannel | P.SendMessages | (room === "voice" ? P.Connect : 0n);
					expect(own & needed, room).toBe(needed);
				}
			}),
		);
	});

	it("are gone when the group is archived", () => {
		fc.assert(
			fc.property(states, (state) => {
				const archived: LayoutState = { ...state, group: { ...state.group, state: "archived" } };
				expect(ROOMS.map((room) => roomPlan(room, archived))).toEqual(ROOMS.map(() => null));
			}),
		);
	});
});

it("compares overwrites whatever their order", () => {
	const a = { id: "1", type: 0, allow: "1", deny: "0" };
	const b = { id: "2", type: 0, allow: "0", deny: "1" };
	expect(sameOverwrites([a, b], [b, a])).toBe(true);
	expect(sameOverwrites([a], [a, b])).toBe(false);
	expect(sameOverwrites([a], [{ ...a, deny: "4" }])).toBe(false);
});
