import { ChannelType, PermissionFlagsBits as P } from "discord.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { PLACE_ROOMS, type PlaceLayoutState, placeRoomPlan } from "../../src/discord/placeLayout.ts";
import type { RoomPlan } from "../../src/discord/rights.ts";
import type { PlaceRoom } from "../../src/outbox/model.ts";
import { ChannelId, GuildId, PlaceId, RoleId, UserId } from "../../src/shared/ids.ts";

const guildId = GuildId.parse("100000000000000001");
const facilitator = RoleId.parse("200000000000000002");
const coordinator = RoleId.parse("200000000000000003");
const botId = "300000000000000001";
const listener = UserId.parse("300000000000000004");

const states: fc.Arbitrary<PlaceLayoutState> = fc
	.record({
		language: fc.constantFrom("fi" as const, "sv" as const, "en" as const),
		doorsOpen: fc.boolean(),
		gone: fc.subarray([facilitator, coordinator]),
		hush: fc.record({
			quiet: fc.boolean(),
			listeners: fc.constantFrom([], [listener]),
			held: fc.constantFrom(NEEDED_BITS & ~(P.Speak | P.Stream), NEEDED_BITS),
		}),
	})
	.map(({ language, doorsOpen, gone, hush }) => ({
		place: {
			id: PlaceId.parse(1),
			guildId,
			name: "Nuorten tila",
			language,
			needs: 2,
			holidays: "closed",
			state: "open",
		},
		settings: {
			guildId,
			language: "fi",
			zone: "Europe/Helsinki",
			coordinatorRoleId: coordinator,
			facilitatorRoleId: facilitator,
			staffChannelId: ChannelId.parse("400000000000000001"),
			coordinatorChannelId: ChannelId.parse("400000000000000001"),
		},
		botId,
		roles: new Set([guildId, facilitator, coordinator].filter((id) => !gone.some((each) => each === id))),
		doorsOpen,
		hush,
	}));

/** What somebody with these roles may do there, on a server where everyone may do nothing, or everything of the usual. */
function may({ overwrites }: RoomPlan, roleIds: string[], server: bigint): bigint {
	const layers = [
		overwrites.filter(({ id }) => id === guildId),
		overwrites.filter(({ id }) => roleIds.includes(id)),
	];
	return layers.reduce((bits, layer) => {
		const deny = layer.reduce((all, each) => all | BigInt(each.deny), 0n);
		const allow = layer.reduce((all, each) => all | BigInt(each.allow), 0n);
		return (bits & ~deny) | allow;
	}, server);
}

const usual = P.ViewChannel | P.SendMessages | P.Connect | P.ReadMessageHistory | P.CreatePublicThreads;
const IN_THREADS = P.SendMessagesInThreads;
const WRITING = P.SendMessages | P.SendMessagesInThreads | P.CreatePublicThreads | P.CreatePrivateThreads;

function plan(room: PlaceRoom, state: PlaceLayoutState): RoomPlan {
	const found = placeRoomPlan(room, state);
	if (!found) throw new Error(room);
	return found;
}

const always = (check: (state: PlaceLayoutState, server: bigint) => void) =>
	fc.assert(fc.property(states, fc.constantFrom(0n, usual), check));

describe("the rooms of a place, in every state", () => {
	it("are seen by everyone, save that of the supervisors", () => {
		always((state, server) => {
			for (const room of PLACE_ROOMS) {
				const seen = Boolean(may(plan(room, state), [], server) & P.ViewChannel);
				expect(seen, room).toBe(room !== "staff-voice");
			}
		});
	});

	it("are written in and stepped into only while the doors are open", () => {
		always((state, server) => {
			const writes = state.doorsOpen && !state.hush.quiet;
			expect(Boolean(may(plan("discussion", state), [], server) & P.SendMessages)).toBe(writes);
			const voice = may(plan("voice", state), [], server);
			expect(Boolean(voice & P.Connect)).toBe(state.doorsOpen);
			if (!state.doorsOpen) {
				expect(voice & WRITING).toBe(0n);
				expect(may(plan("discussion", state), [], server) & WRITING).toBe(0n);
			}
		});
	});

	it("let only staff write and speak when they are quiet, and who may only listen never", () => {
		always((state, server) => {
			const { quiet, listeners, held } = state.hush;
			for (const [room, bit] of [
				["discussion", P.SendMessages],
				["voice", P.Speak],
			] as const) {
				const can = room === "discussion" || Boolean(held & P.Speak);
				const speaking = server | (room === "voice" ? P.Speak : 0n);
				const own = plan(room, state).overwrites.find(({ id }) => id === listener);
				expect(own !== undefined, room).toBe(listeners.length > 0);
				if (own && can) expect(BigInt(own.deny) & bit, room).toBe(bit);
				if (!quiet || !can) continue;
				expect(may(plan(room, state), [], speaking) & bit, room).toBe(0n);
				for (const role of [facilitator, coordinator].filter((each) => state.roles.has(each)))
					expect(may(plan(room, state), [role], speaking) & bit, room).toBe(bit);
			}
		});
	});

	it("have a card on which nobody writes, staff neither, save in a private thread that they were let into", () => {
		always((state, server) => {
			for (const roles of [[], [facilitator], [coordinator]])
				expect(may(plan("card", state), roles, server) & WRITING & ~IN_THREADS).toBe(0n);
		});
	});

	it("let only those who have a role of staff into the supervisors' room", () => {
		always((state, server) => {
			const room = plan("staff-voice", state);
			expect(may(room, [], server) & P.Connect).toBe(0n);
			for (const role of [facilitator, coordinator])
				expect(Boolean(may(room, [role], server) & P.Connect)).toBe(state.roles.has(role));
		});
	});

	it("give and take only what the bot has itself", () => {
		always((state) => {
			for (const room of PLACE_ROOMS) {
				for (const { allow, deny } of plan(room, state).overwrites)
					expect((BigInt(allow) | BigInt(deny)) & ~NEEDED_BITS, room).toBe(0n);
			}
		});
	});

	it("are gone when the place is archived", () => {
		always((state) => {
			const archived: PlaceLayoutState = { ...state, place: { ...state.place, state: "archived" } };
			expect(PLACE_ROOMS.map((room) => placeRoomPlan(room, archived))).toEqual(PLACE_ROOMS.map(() => null));
		});
	});

	it("are two rooms to speak in and two to read in, under the place's name", () => {
		always((state) => {
			const types = PLACE_ROOMS.map((room) => plan(room, state).type);
			const { GuildCategory, GuildText, GuildVoice } = ChannelType;
			expect(types).toEqual([GuildCategory, GuildText, GuildText, GuildVoice, GuildVoice]);
			expect(plan("category", state).name).toBe("Nuorten tila");
		});
	});
});
