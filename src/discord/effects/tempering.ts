import type { Effect } from "../../outbox/model.ts";
import { unlessGone } from "../failure.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { allowed } from "./hush.ts";

/** How long one waits between two messages in a channel that is slowed down, in seconds. */
const SLOW_SECONDS = 60;

/** A channel is slow while a step says so; then as it was before, unless somebody changed it by hand. */
export async function deliverSlow(
	deps: EffectDependencies,
	{ guildId, channelId }: Extract<Effect, { kind: "slow" }>,
	{ now }: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const key = `slow/${channelId}`;
	const { wanted, known } = await transact(async (tx) => ({
		wanted: (await state.steps.of(tx, guildId, now)).some(
			({ kind, where }) => kind === "slow" && where.channelId === channelId,
		),
		known: await state.resources.get(tx, key),
	}));
	const channel = await unlessGone(api.channel(channelId));
	if (!channel) return { remove: [key] };
	const present = "rate_limit_per_user" in channel ? (channel.rate_limit_per_user ?? 0) : 0;
	const before = known ? Number(known.bodyHash) : present;
	const slow = Math.max(before, SLOW_SECONDS);
	const change = (seconds: number) =>
		allowed(deps, { guildId, permission: "ManageChannels", userId: null }, () =>
			unlessGone(api.editChannel(channelId, { rate_limit_per_user: seconds })),
		);
	if (!wanted) {
		if (known && present === slow && present !== before) await change(before);
		return { remove: [key] };
	}
	if (!known) {
		// Remembered first: after a death in between, what we made would be taken for what was there.
		const resource = { key, guildId, discordId: channelId, channelId: null, bodyHash: String(before) };
		await transact((tx) => state.resources.put(tx, resource));
	}
	if (present < slow) await change(slow);
	return {};
}

/** The messages that a step hides are gone; their copies stay in the case. */
export async function deliverHide(
	deps: EffectDependencies,
	{ stepId }: Extract<Effect, { kind: "hide" }>,
	_attempt: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const found = await transact(async (tx) => {
		const step = await state.steps.find(tx, stepId);
		return step?.state === "done"
			? { guildId: step.guildId, messages: await state.steps.hidden(tx, step) }
			: undefined;
	});
	if (!found) return {};
	const { guildId } = found;
	for (const { channelId, messageId } of found.messages)
		await allowed(deps, { guildId, permission: "ManageMessages", userId: null }, () =>
			unlessGone(api.deleteMessage(channelId, messageId)),
		);
	return {};
}
