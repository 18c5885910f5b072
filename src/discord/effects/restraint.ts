import type { Effect } from "../../outbox/model.ts";
import { iso } from "../../shared/time.ts";
import { isNotInVoice, unlessGone } from "../failure.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { allowed } from "./hush.ts";

/** Discord's clock and ours may differ: the longest that it allows is asked for a little shorter. */
const LONGEST = { hours: 28 * 24, minutes: -5 };

/** A person's time-out lasts as long as the longest of their steps says, or is gone. */
export async function deliverTimeOut(
	deps: EffectDependencies,
	{ guildId, userId }: Extract<Effect, { kind: "time-out" }>,
	{ now }: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const until = await transact((tx) => state.steps.timedOut(tx, guildId, userId, now));
	const member = await unlessGone(api.member(guildId, userId));
	// Not on the server: it waits until they come back.
	if (!member) return {};
	const longest = now.add({ hours: LONGEST.hours }).add({ minutes: LONGEST.minutes });
	const wanted = until && Math.min(until.epochMilliseconds, longest.epochMilliseconds);
	const present = Date.parse(member.communication_disabled_until ?? "");
	const stands = Number.isNaN(present) || present <= now.epochMilliseconds ? null : present;
	// One that lies at the limit is not moved every time it is looked at.
	if (wanted === stands || (wanted && stands && stands < wanted && isClose(stands, wanted))) return {};
	const text = wanted === null ? null : iso(now.add({ milliseconds: wanted - now.epochMilliseconds }));
	await allowed(deps, { guildId, permission: "ModerateMembers", userId }, () =>
		unlessGone(api.timeOut(guildId, userId, text)),
	);
	if (text !== null) await outOfVoice(deps, guildId, userId);
	return {};
}

/** A ban is there, or gone. */
export async function deliverBan(
	deps: EffectDependencies,
	{ guildId, userId }: Extract<Effect, { kind: "ban" }>,
	{ now }: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const steps = await transact((tx) => state.steps.about(tx, guildId, userId, now));
	const wanted = steps.some(({ kind }) => kind === "ban");
	await allowed(deps, { guildId, permission: "BanMembers", userId }, async () => {
		const stands = (await unlessGone(api.banOf(guildId, userId))) !== undefined;
		if (wanted && !stands) await api.ban(guildId, userId);
		if (!wanted && stands) await unlessGone(api.unban(guildId, userId));
	});
	return {};
}

function isClose(a: number, b: number): boolean {
	return Math.abs(a - b) < 10 * 60_000;
}

/** Who is in a voice room would go on speaking there. */
async function outOfVoice({ api }: EffectDependencies, guildId: string, userId: string): Promise<void> {
	try {
		await unlessGone(api.disconnect(guildId, userId));
	} catch (error) {
		if (!isNotInVoice(error)) throw error;
	}
}
