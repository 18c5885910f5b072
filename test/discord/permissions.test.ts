import { PermissionFlagsBits as P } from "discord.js";
import { expect, it } from "vitest";
import { channelPermissions, standsAbove } from "../../src/discord/effective.ts";
import { inviteUrl, lacking, NEEDED_BITS } from "../../src/discord/permissions.ts";

it("asks for what it needs and never to be administrator", () => {
	const url = new URL(inviteUrl("123456789012345678"));
	expect(BigInt(url.searchParams.get("permissions") ?? "0")).toBe(NEEDED_BITS);
	expect(url.searchParams.get("scope")).toBe("bot applications.commands");
	expect(NEEDED_BITS & (P.Administrator | P.MentionEveryone | P.ManageWebhooks)).toBe(0n);
});

it("names what is lacking", () => {
	expect(lacking(NEEDED_BITS)).toEqual([]);
	expect(lacking(NEEDED_BITS & ~P.ManageRoles)).toEqual(["ManageRoles"]);
	expect(lacking(P.Administrator)).toEqual([]);
});

const role = (id: string, position: number, permissions: bigint) => ({
	id,
	position,
	permissions: String(permissions),
});
const guild = (...roles: ReturnType<typeof role>[]) =>
	({ id: "1", roles: [role("1", 0, P.ViewChannel), ...roles] }) as unknown as Parameters<
		typeof standsAbove
	>[0];
const member = (...roles: string[]) =>
	({ user: { id: "9" }, roles }) as unknown as Parameters<typeof standsAbove>[1];

it("ranks roles by place, and of two in one place the older first", () => {
	const server = guild(role("2", 1, 0n), role("3", 1, 0n), role("4", 2, 0n));
	expect(standsAbove(server, member("4"), ["2", "3"])).toBe(true);
	expect(standsAbove(server, member("2"), ["3"])).toBe(true);
	expect(standsAbove(server, member("3"), ["2"])).toBe(false);
	expect(standsAbove(server, member("4"), ["4"])).toBe(false);
	expect(standsAbove(server, member("2"), [])).toBe(true);
	expect(standsAbove(server, member(), [])).toBe(false);
});

it("lets a person's own overwrite go before those of roles, and these before everyone's", () => {
	const server = guild(role("2", 1, P.SendMessages));
	const overwrite = (id: string, allow: bigint, deny: bigint) => ({
		id,
		type: id === "9" ? 1 : 0,
		allow: String(allow),
		deny: String(deny),
	});
	const everyone = overwrite("1", 0n, P.ViewChannel);
	expect(channelPermissions(server, member("2"), [everyone])).toBe(P.SendMessages);
	const theirs = overwrite("2", P.ViewChannel, P.SendMessages);
	expect(channelPermissions(server, member("2"), [everyone, theirs])).toBe(P.ViewChannel);
	const own = overwrite("9", P.SendMessages, P.ViewChannel);
	expect(channelPermissions(server, member("2"), [everyone, theirs, own])).toBe(P.SendMessages);
	expect(channelPermissions(guild(role("2", 1, P.Administrator)), member("2"), [own]) & P.Administrator).toBe(
		P.Administrator,
	);
});
