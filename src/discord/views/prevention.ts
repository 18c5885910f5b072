import type { AutomodRule } from "../../prevention/automod.ts";
import type { AutomodHits, Burst } from "../../prevention/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { UserId } from "../../shared/ids.ts";
import { channel, list, person, plain, relative, when } from "./text.ts";
import { button, type View, view } from "./view.ts";

/** To staff: many came at once. `waiting`: how many still wait to be let in. */
export function burst(
	t: Translate,
	{ burst, waiting, called }: { burst: Burst; waiting: number; called: UserId[] },
): View {
	const paused = burst.endedAt === null;
	return view(
		[
			`### ${t("prevention:burst.title")}`,
			called.length > 0 && list(called.map(person), t.language),
			t("prevention:burst.came", { count: burst.came, when: when(burst.beganAt) }),
			burst.endedAt === null
				? t("prevention:burst.paused")
				: t("prevention:burst.opened", { when: when(burst.endedAt) }),
			waiting > 0 ? t("prevention:burst.they-wait") : t("prevention:burst.nobody-waits"),
			t("prevention:burst.counts", { waiting, in: burst.letIn, out: burst.removed }),
			[
				...(waiting > 0
					? [
							button(t, "prevention:button.in-all", "primary", "burst-in-all", burst.id),
							button(t, "prevention:button.each", "secondary", "burst-each", burst.id),
							button(t, "prevention:button.out", "danger", "burst-out", burst.id),
						]
					: []),
				...(paused ? [button(t, "prevention:button.end", "secondary", "burst-end", burst.id)] : []),
			],
		],
		{ calls: called },
	);
}

/** In a case's thread: which rules stopped how many messages, and where. What was written is in AutoMod's own alert. */
export function automodHits(
	t: Translate,
	{ hits, rules }: { hits: AutomodHits[]; rules: readonly AutomodRule[] },
): View {
	return view([
		`### ${t("prevention:hits.title")}`,
		hits
			.slice(0, 20)
			.map(({ rule, channelId, count, lastAt }) => {
				const name = rules.find(({ key }) => key === rule)?.name[t.language] ?? rule;
				return `- ${t("prevention:hits.line", {
					rule: plain(name),
					where: channelId === null ? "–" : channel(channelId),
					count,
					when: relative(lastAt),
				})}`;
			})
			.join("\n"),
		t("prevention:hits.note"),
	]);
}
