import { accompanimentStore } from "../data/stores/accompaniment.ts";
import { companyStore } from "../data/stores/company.ts";
import { groundRulesStore } from "../data/stores/groundRules.ts";
import { draftStore } from "../data/stores/groups.ts";
import { handoverStore } from "../data/stores/handovers.ts";
import { helpStore } from "../data/stores/help.ts";
import { introductionStore } from "../data/stores/introductions.ts";
import { memberStore, waitingStore } from "../data/stores/members.ts";
import { caseStore } from "../data/stores/moderation.ts";
import { noticeStore } from "../data/stores/noticeboard.ts";
import { openingStore } from "../data/stores/openings.ts";
import { outboxStore } from "../data/stores/outbox.ts";
import { arrivalStore, hitStore } from "../data/stores/prevention.ts";
import { questionStore } from "../data/stores/questions.ts";
import { consentStore, recordingStore } from "../data/stores/recordings.ts";
import { resourceStore } from "../data/stores/resources.ts";
import { swapStore } from "../data/stores/rosters.ts";
import { sessionStore } from "../data/stores/sessions.ts";
import { staffStore } from "../data/stores/staff.ts";
import { stepStore } from "../data/stores/steps.ts";
import { storyStore } from "../data/stores/stories.ts";
import { accompanimentPrivacy } from "./accompaniment/privacy.ts";
import { companyPrivacy } from "./company/privacy.ts";
import type { Features } from "./features.ts";
import { groundRulesPrivacy } from "./groundRules/privacy.ts";
import { groupsPrivacy } from "./groups/privacy.ts";
import { handoversPrivacy } from "./handovers/privacy.ts";
import { helpPrivacy } from "./help/privacy.ts";
import { introductionsPrivacy } from "./introductions/privacy.ts";
import { membersPrivacy } from "./members/privacy.ts";
import { moderationPrivacy } from "./moderation/privacy.ts";
import { noticeboardPrivacy } from "./noticeboard/privacy.ts";
import { openingsPrivacy } from "./openings/privacy.ts";
import { outboxPrivacy } from "./outbox/privacy.ts";
import { preventionPrivacy } from "./prevention/privacy.ts";
import type { PrivacyContract } from "./privacy/model.ts";
import { questionsPrivacy } from "./questions/privacy.ts";
import { recordingsPrivacy } from "./recordings/privacy.ts";
import { rostersPrivacy } from "./rosters/privacy.ts";
import { sessionsPrivacy } from "./sessions/privacy.ts";
import { staffPrivacy } from "./staff/privacy.ts";
import { storiesPrivacy } from "./stories/privacy.ts";
import { surveysPrivacy } from "./surveys/privacy.ts";

/** What every feature declares of the data that it keeps on a person, in the order in which a person reads it. */
export function contractsOf({
	members,
	introductions,
	staff,
	rosters,
	sessions,
	handovers,
	stories,
	help,
	accompaniments,
	groundRules,
	company,
	appeals,
	moderation,
	recordingsKept,
	noticeboard,
	questions,
	openings,
}: Features): PrivacyContract[] {
	return [
		membersPrivacy({ store: memberStore, waiting: waitingStore, members }),
		introductionsPrivacy({ store: introductionStore, introductions }),
		staffPrivacy({ store: staffStore, staff }),
		rostersPrivacy({ swaps: swapStore, rosters }),
		sessionsPrivacy({ store: sessionStore, sessions }),
		groupsPrivacy({ drafts: draftStore }),
		handoversPrivacy({ store: handoverStore, handovers }),
		storiesPrivacy({ store: storyStore, stories }),
		helpPrivacy({ store: helpStore, help }),
		accompanimentPrivacy({ store: accompanimentStore, accompaniments }),
		groundRulesPrivacy({ store: groundRulesStore, groundRules }),
		companyPrivacy({ store: companyStore, company }),
		moderationPrivacy({ store: caseStore, steps: stepStore, appeals, moderation }),
		recordingsPrivacy({ store: recordingStore, consents: consentStore, recordings: recordingsKept }),
		noticeboardPrivacy({ store: noticeStore, noticeboard }),
		questionsPrivacy({ store: questionStore, questions }),
		preventionPrivacy({ store: arrivalStore, hits: hitStore }),
		surveysPrivacy,
		openingsPrivacy({ store: openingStore, openings }),
		outboxPrivacy({ outbox: outboxStore, resources: resourceStore }),
	];
}
