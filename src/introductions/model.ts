import type { GroupId, UserId } from "../shared/ids.ts";
import type { Localized } from "../shared/language.ts";

/** Answers to the programme's gentle prompts, in the prompts' order; an empty text was left out. */
export type IntroductionTexts = string[];

export interface Introduction {
	groupId: GroupId;
	userId: UserId;
	/** What the person is writing and sees as a preview; null when nothing waits to be posted. */
	draft: IntroductionTexts | null;
	/** What stands in the channel; null when nothing does. */
	posted: IntroductionTexts | null;
}

export interface IntroductionForm {
	prompts: Localized[];
	/** What the person wrote before, to be edited. */
	texts: IntroductionTexts;
}
