import type { ButtonHandler } from "./kinds.ts";
import { reply } from "./reply.ts";

export const neverMind: ButtonHandler<"never-mind"> = {
	access: "anyone",
	run: (interaction, _, { t }) => reply(interaction, { text: t("replies:common.never-mind") }),
};
