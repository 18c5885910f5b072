import { Temporal } from "temporal-polyfill";
import { jobStore } from "../../data/stores/jobs.ts";
import { caseStore } from "../../data/stores/moderation.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { appealStore, stepStore } from "../../data/stores/steps.ts";
import { AppealService } from "../../src/moderation/appeals.ts";
import type { Step } from "../../src/moderation/model.ts";
import { moderationPrivacy } from "../../src/moderation/privacy.ts";
import type { ReportInput } from "../../src/moderation/reports.ts";
import { ModerationService } from "../../src/moderation/service.ts";
import { effectKey } from "../../src/outbox/model.ts";
import { type CaseId, ChannelId, type StepId, type UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import type { StaffMember } from "../../src/staff/model.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

export const now = Temporal.Instant.from("2026-10-05T11:00:00Z");
export const channel = ChannelId.parse("300000000000000001");
const nowhere = { groupId: null, placeId: null, channelId: null };
export const [reporter, subject, anna, boss, second] = [1, 2, 901, 902, 903].map(person) as [
	UserId,
	UserId,
	UserId,
	UserId,
	UserId,
];

/** What is reported of a message of the subject's. */
export function ofMessage(messageId: string, change: Partial<ReportInput> = {}): ReportInput {
	return {
		reason: "bullying",
		text: "",
		urgent: false,
		subject,
		standing: "participant",
		where: nowhere,
		message: {
			reported: { channelId: channel, messageId, author: subject, sentAt: iso(now), copy: "Höh", files: 0 },
			before: [{ messageId: "1", authorId: person(7), sentAt: iso(now), text: "Ennen" }],
		},
		...change,
	};
}

/** Cases on a fresh database; Anna is on duty, and who coordinates is as given. */
export async function house({
	present = [anna],
	coordinators = [boss],
	keepMonths = 12,
}: {
	present?: UserId[];
	coordinators?: UserId[];
	keepMonths?: number;
} = {}) {
	const { transact } = await freshDatabase();
	const lifted: StepId[] = [];
	const staff = coordinators.map((userId) => ({ userId, duties: ["coordinator"] }) as unknown as StaffMember);
	const stores = { transact, outbox: outboxStore, jobs: jobStore };
	const moderation = new ModerationService({
		...stores,
		store: caseStore,
		steps: stepStore,
		duty: { present: async () => present, next: async () => undefined },
		staff: {
			find: async (_tx, _guildId, userId) => staff.find((each) => each.userId === userId),
			list: async () => staff,
		},
		whereOf: async (_tx, channelId) => ({ ...nowhere, channelId }),
		zone: async () => "Europe/Helsinki",
		forgetSteps: async () => {},
		keepMonths,
		threshold: 5,
	});
	const appeals = new AppealService({
		transact,
		store: appealStore,
		steps: stepStore,
		cases: moderation.cases,
		async lift(_tx, stepId) {
			lifted.push(stepId);
			return { kind: "undone" };
		},
	});
	return {
		transact,
		moderation,
		appeals,
		lifted,
		privacy: moderationPrivacy({ store: caseStore, steps: stepStore, appeals, moderation }),
		/** A step in a case. */
		step: (caseId: CaseId, change: Partial<Step> = {}) =>
			transact((tx) =>
				stepStore.insert(tx, {
					caseId,
					guildId: guild,
					kind: "timeout",
					subject,
					where: nowhere,
					messageId: null,
					by: anna,
					second: null,
					reason: "Nimittelyä",
					at: now,
					until: null,
					state: "done",
					undoneBy: null,
					undoneAt: null,
					detail: null,
					...change,
				}),
			),
		/** What is asked of Discord, taken away. */
		asked: () =>
			transact(async (tx) => {
				const keys: string[] = [];
				for (;;) {
					const rows = await outboxStore.due(tx, iso(now.add({ hours: 24 * 999 })));
					if (rows.length === 0) return keys;
					for (const { id, effect } of rows) {
						keys.push(effectKey(effect));
						await outboxStore.done(tx, id);
					}
				}
			}),
	};
}
