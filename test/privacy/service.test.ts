import { expect, test } from "vitest";
import { draftStore } from "../../data/stores/groups.ts";
import { introductionStore } from "../../data/stores/introductions.ts";
import { memberStore, waitingStore } from "../../data/stores/members.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { resourceStore } from "../../data/stores/resources.ts";
import { accompanimentPrivacy } from "../../src/accompaniment/privacy.ts";
import { companyPrivacy } from "../../src/company/privacy.ts";
import { groundRulesPrivacy } from "../../src/groundRules/privacy.ts";
import { groupsPrivacy } from "../../src/groups/privacy.ts";
import { handoversPrivacy } from "../../src/handovers/privacy.ts";
import { helpPrivacy } from "../../src/help/privacy.ts";
import { introductionsPrivacy } from "../../src/introductions/privacy.ts";
import { membersPrivacy } from "../../src/members/privacy.ts";
import { moderationPrivacy } from "../../src/moderation/privacy.ts";
import { noticeboardPrivacy } from "../../src/noticeboard/privacy.ts";
import { openingsPrivacy } from "../../src/openings/privacy.ts";
import { outboxPrivacy } from "../../src/outbox/privacy.ts";
import { preventionPrivacy } from "../../src/prevention/privacy.ts";
import type { PrivacyContract } from "../../src/privacy/model.ts";
import { PrivacyService } from "../../src/privacy/service.ts";
import { questionsPrivacy } from "../../src/questions/privacy.ts";
import { recordingsPrivacy } from "../../src/recordings/privacy.ts";
import { rostersPrivacy } from "../../src/rosters/privacy.ts";
import { sessionsPrivacy } from "../../src/sessions/privacy.ts";
import { staffPrivacy } from "../../src/staff/privacy.ts";
import { storiesPrivacy } from "../../src/stories/privacy.ts";
import { surveysPrivacy } from "../../src/surveys/privacy.ts";
import { freshDatabase, schema, tablesWith } from "../support/database.ts";
import { draft, features, guild, person, start } from "../support/features.ts";

const me = person(1);

/** Tables that hold nothing on a person, and why. A new table stands here or in a contract. */
const impersonal = {
	settings: "the server's roles and channels",
	groups: "what a group is, not who",
	surveys: "when a survey is open",
	organisations: "where staff come from, not who",
	places: "what a place is",
	opening_hours: "when a place is open",
	opening_exceptions: "when a place is otherwise open",
	opening_spans: "when the doors of a place stood open",
	cover: "how long a shift waited for somebody",
	handovers: "what was talked about, of nobody by name and by nobody",
	feedback: "what a group said together and what was done, by nobody by name",
	recordings: "that a meeting is recorded, and the wrapped key of its files",
	recording_plans: "what a group records",
	recording_parts: "what of a meeting is recorded",
	recording_spans: "when a recording was on",
	recording_marks: "the chapters of a recording, as staff called them",
	survey_secrets: "the wrapped keys of an open survey; destroyed with its closing",
	survey_plans: "what is asked when, of groups and of a server",
	instruments: "what is asked, not of whom",
	own_instruments: "which instruments are a server's own",
	instrument_drafts: "an instrument that is about to be kept; by nobody",
	survey_releases: "which reports were given, of how many ballots",
	moderation_counts: "how often something was reported or done in a month",
	quiets: "which rooms are quiet, and until when; not who wanted it",
	prevention: "what a coordinator chose to prevent on a server",
	bursts: "when many came at once, and how many, not who",
	ground_rules: "what a group or place agreed on, by nobody by name",
	ground_rule_drafts: "rules that are about to be adopted",
	ground_rule_reminders: "when the rules of a group or place were called to mind",
	noticeboards: "where the board of a server stands",
	notice_pictures: "pictures of an organisation's notices, by nobody",
	company_homes: "what a group or place wishes of company",
	shared_summaries: "which summaries were released to their group",
};

async function house() {
	const all = await features();
	const { members, introductions, transact } = all;
	const contracts: PrivacyContract[] = [
		membersPrivacy({ store: memberStore, waiting: waitingStore, members }),
		introductionsPrivacy({ store: introductionStore, introductions }),
		groupsPrivacy({ drafts: draftStore }),
		outboxPrivacy({ outbox: outboxStore, resources: resourceStore }),
	];
	return { ...all, contracts, privacy: new PrivacyService({ transact, contracts }) };
}

test("every table stands in a privacy contract, or among those that hold nothing on a person", async () => {
	const { contracts, transact } = await house();
	const unused = undefined as never;
	const declared = [
		...contracts,
		sessionsPrivacy({ store: unused, sessions: unused }),
		preventionPrivacy({ store: unused, hits: unused }),
		surveysPrivacy,
		recordingsPrivacy({ store: unused, consents: unused, recordings: unused }),
		staffPrivacy({ store: unused, staff: unused }),
		rostersPrivacy({ swaps: unused, rosters: unused }),
		openingsPrivacy({ store: unused, openings: unused }),
		handoversPrivacy({ store: unused, handovers: unused }),
		storiesPrivacy({ store: unused, stories: unused }),
		helpPrivacy({ store: unused, help: { forgetting: unused } }),
		accompanimentPrivacy({ store: unused, accompaniments: unused }),
		noticeboardPrivacy({ store: unused, noticeboard: unused }),
		questionsPrivacy({ store: unused, questions: unused }),
		groundRulesPrivacy({ store: unused, groundRules: unused }),
		companyPrivacy({ store: unused, company: unused }),
		moderationPrivacy({
			store: unused,
			steps: unused,
			appeals: unused,
			moderation: { forgetPerson: unused, keepMonths: 12 },
		}),
	]
		.flatMap(({ keeps }) => keeps)
		.map(({ table }) => table);
	const tables = await schema(transact);
	const undeclared = [...tables.keys()].filter((table) => !declared.includes(table));
	expect(undeclared.toSorted()).toEqual(Object.keys(impersonal).toSorted());
	for (const table of undeclared) expect(tables.get(table)?.join()).not.toMatch(/user|nick|member|mark/);
	expect(declared.filter((table) => !tables.has(table))).toEqual([]);
});

/** Somebody who is in one group, waits with an offer for another, and is to lead a third. */
async function lived() {
	const all = await house();
	const { members, introductions, groups, transact } = all;
	const one = await all.group();
	const two = await all.group({ name: "Pelaajat", capacity: 2 });
	for (const n of [1, 5]) await all.join(one.id, n);
	await introductions.write(one.id, me, ["Hei, olen Marja."], start);
	await introductions.post(one.id, me, start);
	for (const n of [2, 3]) await all.join(two.id, n);
	for (const n of [1, 4]) await members.wait(two.id, person(n), "fi", start);
	await members.leave(two.id, person(2), start);
	await groups.draft({ ...draft, name: "Uusi", facilitators: [me, person(5)] }, start);
	const key = `member.introduction/${one.id}/${me}`;
	await transact((tx) =>
		resourceStore.put(tx, { key, guildId: guild, discordId: "9", channelId: "8", bodyHash: "x" }),
	);
	return { ...all, one, two, key };
}

test("what is stored on a person stands in the contracts, and they see all of it", async () => {
	const { contracts, privacy, transact } = await lived();
	const declared = contracts.flatMap(({ keeps }) => keeps).map(({ table }) => table);
	expect(await tablesWith(transact, me)).toEqual(declared.toSorted());
	const shown = await privacy.show(me);
	expect(shown.map(({ feature }) => feature)).toEqual(["members", "introductions", "groups", "outbox"]);
	const file = JSON.parse(JSON.stringify(shown));
	expect(file[0].data).toMatchObject({
		groups: [{ nickname: "Marja b", consentedAt: "2026-09-03T09:00:00.000Z", reminders: true }],
		waiting: [{ position: 1, offeredUntil: "2026-09-05T09:00:00.000Z" }],
	});
	expect(file[1].data).toMatchObject({ introductions: [{ posted: ["Hei, olen Marja.", ""] }] });
	expect(file[2].data).toEqual({ plannedGroups: ["Uusi"] });
	expect(file[3].data).toMatchObject({ messages: [{ channelId: "8", discordId: "9" }] });
});

test("erased is erased: nothing names the person once Discord is in step, and nobody else is touched", async () => {
	const { privacy, transact, delivered, members, one, two, key } = await lived();
	const others = JSON.stringify(await privacy.show(person(5)));
	await delivered();
	await privacy.erase(me, start);
	const told = await delivered();
	expect(told).toEqual(
		expect.arrayContaining([
			`member/${guild}/${me}`,
			`message/member.introduction/${one.id}/${me}`,
			`message/member.newcomer/${one.id}/${me}`,
			`message/member.offer/${two.id}/${me}`,
		]),
	);
	// Delivery removes the message, and forgets where it stood.
	await transact((tx) => resourceStore.remove(tx, key));
	expect(await tablesWith(transact, me)).toEqual([]);
	expect(await privacy.show(me)).toEqual([]);
	await privacy.erase(me, start);
	expect(await delivered()).toEqual([]);
	expect(JSON.stringify(await privacy.show(person(5)))).toContain("Marja f");
	expect(others).toContain("Marja f");
	await transact(async (tx) => {
		const [next] = await members.waitingList(tx, two.id);
		expect(next).toMatchObject({ userId: person(4), offeredUntil: expect.anything() });
	});
});

test("on somebody unknown nothing is kept", async () => {
	const { privacy } = await house();
	expect(await privacy.show(person(77))).toEqual([]);
	await privacy.erase(person(77), start);
});

test("the schema that is swept is the real one", async () => {
	const { transact } = await freshDatabase();
	expect([...(await schema(transact)).keys()]).toEqual(
		expect.arrayContaining(["members", "ballots", "jobs"]),
	);
});
