/** The whole page, drawn from what the app holds. */
import { html, nothing, type TemplateResult } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import type { App } from "../app.ts";
import { channelsPane } from "./channels.ts";
import { commandDialog, commandsDialog } from "./commands.ts";
import { curtain } from "./curtain.ts";
import { closeDrawer } from "./drawer.ts";
import { eventsDialog } from "./events.ts";
import { formDialog, menuDialog } from "./forms.ts";
import { lineView } from "./line.ts";
import { membersPane } from "./members.ts";
import { messagesPane } from "./messages.ts";
import { saidNow } from "./said.ts";
import {
	inviteDialog,
	leaveDialog,
	memberDialog,
	messageDialog,
	newcomerDialog,
	peopleDialog,
	pictureDialog,
	pinsDialog,
} from "./small.ts";
import { topbar } from "./topbar.ts";
import { tourView } from "./tour.ts";

export function pageView(app: App): TemplateResult {
	const { drawer } = app;
	return html`
		${topbar(app)}
		${lineView(app)}
		<div class="panes ${drawer ? "covered" : ""}" @keydown=${(event: KeyboardEvent) => {
			if (event.key === "Escape" && drawer) closeDrawer(app);
		}}>
			${channelsPane(app)}
			${messagesPane(app)}
			${membersPane(app)}
			${drawer ? html`<div class="shade" @click=${() => closeDrawer(app)}></div>` : nothing}
		</div>
		${curtain(app)}
		${tourView(app)}
		<p class="hidden" role="status" id="said">${saidNow(app)}</p>
		${dialogs(app)}
	`;
}

function dialogs(app: App): unknown {
	const { dialog } = app;
	if (!dialog) return nothing;
	const view = () => {
		switch (dialog.kind) {
			case "people":
				return peopleDialog(app);
			case "newcomer":
				return newcomerDialog(app, dialog);
			case "form":
				return formDialog(app, dialog.form);
			case "menu":
				return menuDialog(app, dialog);
			case "command":
				return commandDialog(app, dialog.state);
			case "commands":
				return commandsDialog(app);
			case "events":
				return eventsDialog(app);
			case "pins":
				return pinsDialog(app, dialog);
			case "invite":
				return inviteDialog(app, dialog);
			case "picture":
				return pictureDialog(app, dialog);
			case "member":
				return memberDialog(app, dialog);
			case "message":
				return messageDialog(app, dialog);
			case "leave":
				return leaveDialog(app);
		}
	};
	return keyed(dialog.kind === "form" ? dialog.form : dialog.kind, view());
}
