import { expect, test } from "vitest";
import { drivenClock } from "../clock.ts";
import { World } from "../world/world.ts";
import { createContract } from "./contract.ts";

function setting() {
	const world = new World({ clock: drivenClock(0) });
	return { world, contract: createContract(world) };
}

const MESSAGE = "/channels/{channel_id}/messages";

test("a right request leaves no trace", () => {
	const { world, contract } = setting();
	const button = { type: 2, style: 1, custom_id: "a", label: "A" };
	const components = [{ type: 17, components: [{ type: 1, components: [button] }] }];
	expect(contract.request("POST", MESSAGE, { components, flags: 32768 })).toEqual([]);
	expect(contract.request("POST", "/guilds/{guild_id}/roles", { name: "x", permissions: "8" })).toEqual([]);
	expect(world.violations).toEqual([]);
});

test("an unknown key deep in a union is a violation, but no field error", () => {
	const { world, contract } = setting();
	const button = { type: 2, style: 1, custom_id: "a", label: "A", lable: "A" };
	const components = [{ type: 17, components: [{ type: 1, components: [button] }] }];
	expect(contract.request("POST", MESSAGE, { components })).toEqual([]);
	expect(world.violations).toMatchObject([
		{
			where: "request",
			detail: expect.stringContaining("components.0.components.0.components.0 unrecognized"),
		},
	]);
});

test("a broken field is told of at its place, as Discord does", () => {
	const { contract } = setting();
	const button = { type: 2, style: 1, custom_id: "x".repeat(101), label: "A" };
	expect(contract.request("POST", MESSAGE, { components: [{ type: 1, components: [button] }] })).toEqual([
		{
			path: ["components", 0, "components", 0, "custom_id"],
			code: "BASE_TYPE_MAX_LENGTH",
			message: "Must be 100 or fewer in length.",
		},
	]);
	expect(contract.request("POST", "/guilds/{guild_id}/channels", {})).toMatchObject([
		{ path: ["name"], code: "BASE_TYPE_REQUIRED" },
	]);
});

test("a body where none is expected, a reply and a payload that do not hold", () => {
	const { world, contract } = setting();
	contract.request("POST", "/channels/{channel_id}/typing", { a: 1 });
	contract.reply("GET", "/users/{user_id}", 200, { id: "1" });
	contract.reply("GET", "/users/{user_id}", 404, { code: 10_013, message: "Unknown User" });
	contract.gateway("MESSAGE_CREATE", { id: "1" });
	contract.gateway("TYPING_START", { anything: true });
	expect(new Set(world.violations.map(({ where, what }) => `${where} ${what}`))).toEqual(
		new Set([
			"request POST /channels/{channel_id}/typing",
			"reply GET /users/{user_id} → 200",
			"gateway MESSAGE_CREATE",
		]),
	);
});
