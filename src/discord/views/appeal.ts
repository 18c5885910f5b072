import type { Appeal, Step } from "../../moderation/model.ts";
import type { Figures, Told } from "../../moderation/rules.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { RoleId, UserId } from "../../shared/ids.ts";
import { person, plain, plainLines, when } from "./text.ts";
import { button, type View, view } from "./view.ts";

/** To the coordinator: what a person answers to a step, and, once it is decided, what was said to that. */
export function appealForCoordinator(
	t: Translate,
	{ appeal, step }: { appeal: Appeal; step: Step },
	{ role, people }: { role: RoleId; people: readonly UserId[] },
): View {
	const { outcome } = appeal;
	const calls = outcome === null ? people.slice(0, 10) : [];
	return view(
		[
			`### ${t("moderation:appeal.staff.title")}`,
			t("moderation:appeal.staff.decided", {
				kind: t(`moderation:step.kind.${step.kind}`),
				when: when(step.at),
				who: person(step.by),
				reason: plain(step.reason, 300),
			}),
			`${t("moderation:appeal.staff.says", { who: step.subject === null ? t("moderation:case.forgotten") : person(step.subject) })}\n${plainLines(appeal.text, 1500)}`,
			outcome !== null &&
				t(`moderation:appeal.staff.${outcome}`, {
					who: appeal.answeredBy === null ? t("moderation:case.forgotten") : person(appeal.answeredBy),
					answer: plainLines(appeal.answer, 1500),
				}),
			outcome === null && [`<@&${role}>`, ...calls.map(person)].join(" "),
			outcome === null && [
				button(t, "moderation:appeal.button.uphold", "secondary", "appeal-decide", appeal.id, "upheld"),
				button(t, "moderation:appeal.button.lift", "primary", "appeal-decide", appeal.id, "lifted"),
				button(t, "moderation:button.open", "secondary", "case-open", step.caseId),
			],
		],
		{ calls, callRoles: outcome === null ? [role] : [] },
	);
}

/** To the person. */
export function appealAnswer(t: Translate, answered: { appeal: Appeal; step: Step }): View {
	return view(answerParts(t, answered));
}

/** The same where only text can stand: who was banned can be sent nothing, but can press, and is answered. */
export function appealAnswerText(t: Translate, answered: { appeal: Appeal; step: Step }): string {
	return answerParts(t, answered).join("\n");
}

function answerParts(t: Translate, { appeal, step }: { appeal: Appeal; step: Step }): string[] {
	const alone = appeal.answeredBy !== null && [step.by, step.second].includes(appeal.answeredBy);
	return [
		`### ${t("moderation:appeal.answer.title")}`,
		t(`moderation:appeal.answer.${appeal.outcome ?? "upheld"}`),
		plainLines(appeal.answer, 3000),
		...(alone ? [`-# ${t("moderation:appeal.answer.alone")}`] : []),
	];
}

/** What was reported and done in a month, in words. `month`: as people read it. */
export function figuresText(t: Translate, month: string, figures: Figures, threshold: number): string {
	const told = (count: Told) => (count === "few" ? t("moderation:figures.few", { threshold }) : count);
	const rows = (all: readonly { what: string; count: number }[] | null) =>
		all === null
			? t("moderation:figures.not-told", { threshold })
			: all.map((row) => `- ${t("moderation:figures.row", row)}`).join("\n");
	const reasons = figures.reasons?.map(({ reason, count }) => ({
		what: t(`moderation:reason.${reason}`),
		count,
	}));
	const steps = figures.steps?.map(({ kind, count }) => ({ what: t(`moderation:step.kind.${kind}`), count }));
	return [
		`### ${t("moderation:figures.title", { month })}`,
		t("moderation:figures.cases", { count: told(figures.cases) }),
		t("moderation:figures.reports", { count: told(figures.reports) }),
		`**${t("moderation:figures.reasons")}**`,
		rows(reasons ?? null),
		`**${t("moderation:figures.steps")}**`,
		rows(steps ?? null),
		t("moderation:figures.appeals", { count: told(figures.appeals) }),
		t("moderation:figures.lifted", { count: told(figures.lifted) }),
	].join("\n");
}
