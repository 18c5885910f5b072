import { z } from "zod";
import type { Acceptance, Draft, Proposal, Version } from "../../src/groundRules/model.ts";
import type { GroundRulesStore } from "../../src/groundRules/ports.ts";
import { HomeRef, ProposalId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant, json } from "./rows.ts";

const texts = json(z.array(z.string()));

const VersionRow = z
	.object({ home: HomeRef, version: z.int(), rules: texts, adopted_at: instant })
	.transform(({ adopted_at, ...row }): Version => ({ ...row, adoptedAt: adopted_at }));

const DraftRow = z
	.object({
		home: HomeRef,
		rules: texts,
		proposals: json(z.array(ProposalId)),
		base: z.int(),
		written_at: instant,
	})
	.transform(({ written_at, ...row }): Draft => ({ ...row, writtenAt: written_at }));

const AcceptanceRow = z
	.object({
		home: HomeRef,
		user_id: UserId,
		version: z.int(),
		accepted_at: instant.nullable(),
		reminded_at: instant.nullable(),
	})
	.transform(
		(row): Acceptance => ({
			home: row.home,
			userId: row.user_id,
			version: row.version,
			acceptedAt: row.accepted_at,
			remindedAt: row.reminded_at,
		}),
	);

const ProposalRow = z
	.object({ id: ProposalId, home: HomeRef, user_id: UserId, body: z.string(), proposed_at: instant })
	.transform(
		(row): Proposal => ({
			id: row.id,
			home: row.home,
			userId: row.user_id,
			text: row.body,
			proposedAt: row.proposed_at,
		}),
	);

export const groundRulesStore: GroundRulesStore = {
	async versions(tx, home) {
		const rows = query(tx).selectFrom("ground_rules").selectAll().where("home", "=", home).orderBy("version");
		return z.array(VersionRow).parse(await rows.execute());
	},
	async insert(tx, { home, version, rules, adoptedAt }) {
		const row = { home, version, rules: JSON.stringify(rules), adopted_at: iso(adoptedAt) };
		await query(tx).insertInto("ground_rules").values(row).execute();
	},
	async draft(tx, home) {
		const row = await query(tx)
			.selectFrom("ground_rule_drafts")
			.selectAll()
			.where("home", "=", home)
			.executeTakeFirst();
		return row && DraftRow.parse(row);
	},
	async putDraft(tx, { home, rules, proposals, base, writtenAt }) {
		await query(tx)
			.replaceInto("ground_rule_drafts")
			.values({
				home,
				rules: JSON.stringify(rules),
				proposals: JSON.stringify(proposals),
				base,
				written_at: iso(writtenAt),
			})
			.execute();
	},
	async removeDraft(tx, home) {
		await query(tx).deleteFrom("ground_rule_drafts").where("home", "=", home).execute();
	},
	async removeDraftsBefore(tx, time) {
		await query(tx).deleteFrom("ground_rule_drafts").where("written_at", "<", iso(time)).execute();
	},
	async calledAt(tx, home) {
		const row = await query(tx)
			.selectFrom("ground_rule_reminders")
			.select("at")
			.where("home", "=", home)
			.executeTakeFirst();
		return row && instant.parse(row.at);
	},
	async putCalled(tx, home, at) {
		await query(tx)
			.replaceInto("ground_rule_reminders")
			.values({ home, at: iso(at) })
			.execute();
	},
	async acceptance(tx, home, userId) {
		const row = await query(tx)
			.selectFrom("ground_rule_acceptances")
			.selectAll()
			.where("home", "=", home)
			.where("user_id", "=", userId)
			.executeTakeFirst();
		return row && AcceptanceRow.parse(row);
	},
	async acceptances(tx, home) {
		const rows = query(tx).selectFrom("ground_rule_acceptances").selectAll().where("home", "=", home);
		return z.array(AcceptanceRow).parse(await rows.execute());
	},
	async putAcceptance(tx, { home, userId, version, acceptedAt, remindedAt }) {
		await query(tx)
			.replaceInto("ground_rule_acceptances")
			.values({
				home,
				user_id: userId,
				version,
				accepted_at: acceptedAt && iso(acceptedAt),
				reminded_at: remindedAt && iso(remindedAt),
			})
			.execute();
	},
	async proposals(tx, { home, userId }) {
		let rows = query(tx).selectFrom("ground_rule_proposals").selectAll();
		if (home !== undefined) rows = rows.where("home", "=", home);
		if (userId !== undefined) rows = rows.where("user_id", "=", userId);
		return z.array(ProposalRow).parse(await rows.orderBy("id").execute());
	},
	async insertProposal(tx, { home, userId, text, proposedAt }) {
		const row = query(tx)
			.insertInto("ground_rule_proposals")
			.values({ home, user_id: userId, body: text, proposed_at: iso(proposedAt) })
			.returningAll();
		return ProposalRow.parse(await row.executeTakeFirstOrThrow());
	},
	async removeProposals(tx, ids) {
		await query(tx)
			.deleteFrom("ground_rule_proposals")
			.where("id", "in", [...ids])
			.execute();
	},
	async proposalsBefore(tx, time) {
		const rows = query(tx)
			.selectFrom("ground_rule_proposals")
			.selectAll()
			.where("proposed_at", "<", iso(time));
		return z.array(ProposalRow).parse(await rows.orderBy("id").execute());
	},
	async supporters(tx, id) {
		const rows = query(tx).selectFrom("ground_rule_supports").select("user_id").where("proposal_id", "=", id);
		return (await rows.execute()).map(({ user_id }) => UserId.parse(user_id));
	},
	async setSupport(tx, id, userId, on) {
		if (on) {
			const row = { proposal_id: id, user_id: userId };
			await query(tx)
				.insertInto("ground_rule_supports")
				.values(row)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
			return;
		}
		await query(tx)
			.deleteFrom("ground_rule_supports")
			.where("proposal_id", "=", id)
			.where("user_id", "=", userId)
			.execute();
	},
	async ofPerson(tx, userId) {
		const accepted = await query(tx)
			.selectFrom("ground_rule_acceptances")
			.selectAll()
			.where("user_id", "=", userId)
			.orderBy("home")
			.execute();
		const supports = await query(tx)
			.selectFrom("ground_rule_supports")
			.select("proposal_id")
			.where("user_id", "=", userId)
			.orderBy("proposal_id")
			.execute();
		return {
			accepted: z.array(AcceptanceRow).parse(accepted),
			supports: supports.map(({ proposal_id }) => ProposalId.parse(proposal_id)),
		};
	},
	async forget(tx, userId, home) {
		const everywhere = await query(tx)
			.selectFrom("ground_rule_proposals as proposal")
			.leftJoin("ground_rule_supports as support", "support.proposal_id", "proposal.id")
			.select("proposal.home")
			.distinct()
			.where((or) => or.or([or("proposal.user_id", "=", userId), or("support.user_id", "=", userId)]))
			.execute();
		const homes = everywhere
			.map((row) => HomeRef.parse(row.home))
			.filter((each) => home === undefined || each === home);
		let accepted = query(tx).deleteFrom("ground_rule_acceptances").where("user_id", "=", userId);
		let proposed = query(tx).deleteFrom("ground_rule_proposals").where("user_id", "=", userId);
		let supported = query(tx).deleteFrom("ground_rule_supports").where("user_id", "=", userId);
		if (home !== undefined) {
			accepted = accepted.where("home", "=", home);
			proposed = proposed.where("home", "=", home);
			const here = query(tx).selectFrom("ground_rule_proposals").select("id").where("home", "=", home);
			supported = supported.where("proposal_id", "in", here);
		}
		await accepted.execute();
		await supported.execute();
		await proposed.execute();
		return homes;
	},
};
