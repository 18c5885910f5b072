import { onTestFinished, vi } from "vitest";
import { buttons, forms } from "../../commands/index.ts";
import { type Action, parseCustomId } from "../../src/discord/customIds.ts";
import { Interactions } from "../sandbox/interactions/interactions.ts";

/** Sends what somebody presses or sends next under another custom id, as a forged client does. */
export function forgery(): (customId: string) => void {
	let next: string | undefined;
	const { begin } = Interactions.prototype;
	const spy = vi.spyOn(Interactions.prototype, "begin").mockImplementation(function (
		this: Interactions,
		origin,
		data,
		message,
	) {
		const forged = next === undefined ? data : { ...data, custom_id: next };
		next = undefined;
		return begin.call(this, origin, forged, message);
	});
	onTestFinished(() => void spy.mockRestore());
	return (customId) => {
		next = customId;
	};
}

/** What an argument can look like; each action is pointed at the first of everything. */
const ARGUMENTS = [
	"1",
	"session/1",
	"opening/1",
	"group/1",
	"place/1",
	"place/1/discussion",
	"group/1/discussion",
	"reporter",
	"subject",
	"upheld",
	"lifted",
	"nickname",
	"pseudonym",
	"group",
	"place",
	"return",
	"refuse",
	"remove",
	"-",
	"aaaaaaaaaaaaaaaaaaaaaa",
];

/** Every custom id of an action that points at the first of everything, or at a person. */
export function customIdsOf(action: Action, personId: string): string[] {
	for (const length of [0, 1, 2, 3]) {
		const all = combined([...ARGUMENTS, personId], length).map((tail) => [action, ...tail].join(":"));
		const ids = all.filter((id) => parseCustomId(id) !== undefined);
		if (ids.length > 0) return ids;
	}
	throw new Error(`Say what the arguments of ${action} look like`);
}

function combined(parts: readonly string[], length: number): string[][] {
	if (length === 0) return [[]];
	return combined(parts, length - 1).flatMap((head) => parts.map((part) => [...head, part]));
}

/** What may be pressed or sent, by who may do it. */
export const staffActions = actions((access) => access !== "anyone");
export const openActions = actions((access) => access === "anyone");

function actions(which: (access: string) => boolean): { buttons: Action[]; forms: Action[] } {
	const of = (all: object) =>
		(Object.entries(all) as [Action, { access: string }][])
			.filter(([, { access }]) => which(access))
			.map(([action]) => action);
	return { buttons: of(buttons), forms: of(forms) };
}
