import { channel } from "../../src/discord/views/text.ts";
import type { Settings } from "../../src/setup/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { Desk } from "../desk.ts";

/** What is set up. */
export function settingsText(settings: Settings, t: Translate): string {
	return t("replies:setup.settings", {
		language: t(`commands:choices.language.${settings.language}`),
		zone: settings.zone,
		coordinators: `<@&${settings.coordinatorRoleId}>`,
		facilitators: `<@&${settings.facilitatorRoleId}>`,
		staff: channel(settings.staffChannelId),
		summaries: channel(settings.coordinatorChannelId),
	});
}

/** What is wrong on the server, a line each. */
export async function problemLines(settings: Settings, { problems, t }: Pick<Desk, "problems" | "t">) {
	return (await problems(settings, t)).map((problem) => `- ${problem}`);
}
