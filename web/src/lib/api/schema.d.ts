/** Generated from the OpenAPI document: `npm run generate:api-types`. Do not edit. */
export interface paths {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say who is signed in */
        get: operations["getSession"];
        put?: never;
        /** Sign in with an API key; sets the session cookie */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List shared incidents and the tenant's own */
        get: operations["listIncidents"];
        put?: never;
        /** Enter an incident by hand; it is matched at once */
        post: operations["createIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one incident with its cases and actions */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Set status and notes for this tenant */
        patch: operations["updateIncident"];
        trace?: never;
    };
    "/security-incidents/{id}/match-vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Match one incident with the tenant's vendors now */
        post: operations["matchIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-incidents/scan-cve/{cve_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch one CVE from its sources now and match it */
        post: operations["scanCve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a register as CSV or JSON; wrong rows are reported, the others are imported */
        post: operations["importVendors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export the register as CSV or JSON, in the form that the import takes */
        get: operations["exportVendors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the figures of the dashboard */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-metrics/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one row per day, oldest first */
        get: operations["listTrends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/security/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read everything about the security of one vendor */
        get: operations["getVendorReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the vendors of the register */
        get: operations["listVendors"];
        put?: never;
        /** Add a vendor; stored incidents of the scan windows are matched with it */
        post: operations["createVendor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one vendor */
        get: operations["getVendor"];
        put?: never;
        post?: never;
        /** Archive a vendor: it is no longer matched, its cases stay */
        delete: operations["archiveVendor"];
        options?: never;
        head?: never;
        /** Change a vendor; a given list replaces the stored one */
        patch: operations["updateVendor"];
        trace?: never;
    };
    "/security-monitoring/check-vendor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find known breaches of a company, in the register or not; nothing is stored */
        post: operations["checkVendor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trackings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cases of all vendors */
        get: operations["listTrackings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cases of one vendor */
        get: operations["listVendorTrackings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/security/{tracking_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one case with evidence, timeline, task, alerts, assessment and process */
        get: operations["getTracking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/security/{tracking_id}/qualify-risk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Qualify the risk; a second qualification that says otherwise is refused unless it is a correction */
        post: operations["qualifyRisk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/security/{tracking_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolve the case */
        post: operations["resolveTracking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/security/{tracking_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reopen a resolved case: it responds again */
        post: operations["reopenTracking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/security/{tracking_id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start the response of an open case again whose workflow has ended, and its process */
        post: operations["restartResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Explain why an incident matches a vendor, or why not; nothing is stored */
        post: operations["explainPair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-incidents/{id}/near-misses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List vendors just below the match threshold for an incident, by confidence */
        get: operations["listIncidentNearMisses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/near-misses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recent incidents just below the match threshold for a vendor, a part of the window per page */
        get: operations["listVendorNearMisses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the monitoring configuration */
        get: operations["getConfiguration"];
        /** Replace the configuration; an omitted key takes its default */
        put: operations["replaceConfiguration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/config/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a changed configuration would match in the last days, beside the present one; nothing is changed */
        post: operations["previewConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the vendors that no incident, or hardly any, could be matched to, by cause */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/blind-spots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List vendors that are hardly recognised and what to add; unrecognised ones first, then by criticality */
        get: operations["listCoverageGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List domains, names and products that stored incidents name and the register lacks */
        get: operations["listSuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say how well one vendor is recognised, and what stored incidents name it */
        get: operations["getVendorCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}/identifiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add one domain, name or product to a vendor; one that exists is not added again */
        post: operations["addVendorIdentifier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/match-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what false positives taught: reasons that no longer match, by vendor, latest first */
        get: operations["listMatchRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/match-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Undo a rule: its cases respond again, and what it suppressed is matched again */
        delete: operations["deleteMatchRule"];
        options?: never;
        head?: never;
        /** Set until when a rule counts */
        patch: operations["updateMatchRule"];
        trace?: never;
    };
    "/security-monitoring/matching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say which weights match this tenant and how they were refitted */
        get: operations["getMatching"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a scan now */
        post: operations["startScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scans, newest first */
        get: operations["listScans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-monitoring/scans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one scan */
        get: operations["getScan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/custom-feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List custom feeds with their health, by name */
        get: operations["listCustomFeeds"];
        put?: never;
        /** Add a custom feed; it is read at once and by every later scan of feeds */
        post: operations["createCustomFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/custom-feeds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one custom feed */
        get: operations["getCustomFeed"];
        put?: never;
        post?: never;
        /** Delete a custom feed; its incidents and their cases stay */
        delete: operations["deleteCustomFeed"];
        options?: never;
        head?: never;
        /** Change a custom feed; it is read anew when the change affects what is read or how */
        patch: operations["updateCustomFeed"];
        trace?: never;
    };
    "/custom-feeds/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List entries of the feed that could not be read, with the reason, latest first */
        get: operations["listCustomFeedRejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/custom-feeds/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what a feed would bring; nothing is stored */
        post: operations["previewCustomFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/custom-feeds/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what a feed would bring after these changes; nothing is stored */
        post: operations["previewCustomFeedChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the shared sources with their state and health */
        get: operations["listFeeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List records that could not be read, latest first */
        get: operations["listFeedRejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your own and the tenant's alerts with their deliveries */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one alert */
        get: operations["getAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge an alert; the first acknowledgement stands */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-alerts/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark an alert as read */
        post: operations["markAlertRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your in-app messages; an admin sees everybody's */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a message as read */
        post: operations["markMessageRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/action-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tasks */
        get: operations["listActionItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/action-items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one task */
        get: operations["getActionItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Take, hand over or complete a task; the task of a case is completed by its qualification */
        patch: operations["updateActionItem"];
        trace?: never;
    };
    "/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List assessment templates by name */
        get: operations["listAssessments"];
        put?: never;
        /** Add an assessment template */
        post: operations["createAssessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one assessment template */
        get: operations["getAssessment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an assessment template */
        patch: operations["updateAssessment"];
        trace?: never;
    };
    "/assessment-assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List assessments assigned to vendors, newest first */
        get: operations["listAssignments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment-assignments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one assignment */
        get: operations["getAssignment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Record answers, score or status; new answers are added to the earlier ones */
        patch: operations["updateAssignment"];
        trace?: never;
    };
    "/workflow-configurations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List configured TPRM, VRM and risk processes by name */
        get: operations["listProcessConfigurations"];
        put?: never;
        /** Add a process */
        post: operations["createProcessConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-configurations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one configured process */
        get: operations["getProcessConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a process; running ones keep the steps that they began with */
        patch: operations["updateProcessConfiguration"];
        trace?: never;
    };
    "/workflow-instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List started processes, newest first */
        get: operations["listProcessInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-instances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one started process */
        get: operations["getProcessInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people by name */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List teams with their members, by name */
        get: operations["listTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys without their secrets, newest first */
        get: operations["listApiKeys"];
        put?: never;
        /** Make an API key; only this answer shows it */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key and end its sessions */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every change and every sign-in, newest first */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Me: {
            /**
             * Format: uuid
             * @description The user's id; null for a key that belongs to no user
             */
            id: string | null;
            name: string;
            email: string | null;
            roles: ("viewer" | "security_reviewer" | "compliance" | "admin")[];
            tenant: {
                /** Format: uuid */
                id: string;
                slug: string;
                name: string;
            };
            /** @enum {string} */
            via: "session" | "api_key";
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            expires_at: string | null;
        };
        Problem: {
            /** @example urn:vigil:problem:not-found */
            type: string;
            title: string;
            status: number;
            detail?: string;
            errors?: {
                path: string;
                message: string;
            }[];
            request_id: string;
            decided_by?: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            decided_at?: string | null;
        };
        SessionCreate: {
            api_key: string;
        };
        ListedIncident: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description null: from a shared feed
             */
            tenant_id: string | null;
            /** @enum {string} */
            incident_type: "cve" | "data_breach" | "security_alert" | "vulnerability_disclosure" | "compliance_violation";
            external_id: string;
            title: string;
            description: string;
            /** @description The source's text was too long, and is cut */
            description_truncated: boolean;
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            severity_known: boolean;
            cvss_score: number | null;
            risk_score: number;
            source: string;
            /** @description Of a custom feed: its name when it was read */
            feed_name: string | null;
            source_url: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            published_date: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            modified_date: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            discovered_date: string;
            /** @description The first 20, without their versions; the single incident has all */
            affected_products: {
                vendor: string | null;
                product: string | null;
                cpe?: string;
                /** @description Package URL, or the web address of the package's collection or repository */
                package?: string;
                source: string;
            }[];
            /**
             * @description This tenant's
             * @enum {string}
             */
            status: "new" | "investigating" | "resolved" | "false_positive";
            resolution_notes: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_scan_at: string | null;
            held_for_score: boolean;
            epss: number | null;
            epss_percentile: number | null;
            kev: boolean;
            kev_added_on: string | null;
            cwes: string[];
            domains: string[];
            data_classes: string[];
            pwn_count: number | null;
            source_status: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            withdrawn_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        IncidentDetail: components["schemas"]["Incident"] & {
            /**
             * @description Which sources a field comes from, by its name; empty where `source` is the only one
             * @example {
             *       "title": [
             *         "cve-org"
             *       ],
             *       "cvss_score": [
             *         "nvd"
             *       ],
             *       "affected_products": [
             *         "cve-org",
             *         "nvd"
             *       ]
             *     }
             */
            provenance: {
                [key: string]: string[];
            };
            trackings: components["schemas"]["Tracking"][];
            actions: components["schemas"]["ActionItem"][];
        };
        AffectedProduct: {
            vendor: string | null;
            product: string | null;
            cpe?: string;
            versions?: components["schemas"]["AffectedVersions"][];
            /** @description Package URL, or the web address of the package's collection or repository */
            package?: string;
            source: string;
        };
        AffectedVersions: {
            version?: string;
            versionStartIncluding?: string;
            versionStartExcluding?: string;
            versionEndIncluding?: string;
            versionEndExcluding?: string;
            versionType?: string;
            /** @enum {string} */
            status?: "affected" | "unaffected" | "unknown";
        };
        Tracking: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            /** Format: uuid */
            vendor_id: string;
            /** Format: uuid */
            incident_id: string;
            vendor: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                criticality: "low" | "medium" | "high" | "critical";
            };
            incident: {
                /** Format: uuid */
                id: string;
                title: string;
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                /** @enum {string} */
                incident_type: "cve" | "data_breach" | "security_alert" | "vulnerability_disclosure" | "compliance_violation";
                external_id: string;
                cvss_score: number | null;
                kev: boolean;
                epss: number | null;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                published_date: string | null;
            };
            match_confidence: number;
            match_reason: string;
            matched_fields: components["schemas"]["Evidence"][];
            /** @description What a false positive teaches: not to be raised again for this reason */
            evidence_key: string;
            matcher_version: string;
            /**
             * Format: date-time
             * @description Since when the matcher has seen less than min_match_confidence in it; it stays until somebody decides
             * @example 2026-05-04T09:30:00.000Z
             */
            doubtful_since: string | null;
            /** @enum {string} */
            status: "clean" | "monitoring" | "at_risk" | "breached" | "resolved";
            /** @enum {string} */
            risk_qualification_status: "pending" | "in_progress" | "completed" | "not_required";
            /** @enum {string} */
            phase: "responding" | "awaiting_qualification" | "awaiting_resolution" | "resolved";
            task_created: boolean;
            /** Format: uuid */
            task_id: string | null;
            alert_sent: boolean;
            assessment_triggered: boolean;
            /** Format: uuid */
            assessment_id: string | null;
            /** Format: uuid */
            assessment_assignment_id: string | null;
            workflow_triggered: boolean;
            /** Format: uuid */
            workflow_id: string | null;
            /** Format: uuid */
            workflow_instance_id: string | null;
            risk_score: number;
            risk_factors: components["schemas"]["RiskFactor"][];
            /** @enum {string|null} */
            risk_level: "low" | "medium" | "high" | "critical" | null;
            impact_analysis: string | null;
            recommended_actions: string[];
            /** Format: uuid */
            qualified_by: string | null;
            qualified_by_name: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            qualified_at: string | null;
            /** @enum {string|null} */
            resolution_type: "remediated" | "mitigated" | "risk_accepted" | "false_positive" | "duplicate" | null;
            resolution_notes: string | null;
            /** Format: uuid */
            resolved_by: string | null;
            resolved_by_name: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            resolved_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            due_date: string | null;
            /** @enum {string|null} */
            incident_severity: "low" | "medium" | "high" | "critical" | null;
            /** @description Of the incident when it was last told */
            incident_fingerprint: string | null;
            incident_kev: boolean;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            closure_proposed_at: string | null;
            /** @description How many incident updates there were: worsened, withdrawn, reinstated */
            news_no: number;
            /**
             * Format: date-time
             * @description When a scan found an update that the response has not told yet
             * @example 2026-05-04T09:30:00.000Z
             */
            news_found_at: string | null;
            response_no: number;
            response_workflow_id: string | null;
            response_run_id: string | null;
            workflow: components["schemas"]["WorkflowLink"];
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        Evidence: {
            /** @enum {string} */
            strategy: "exact_name" | "alias" | "domain" | "product" | "vendor_product" | "fuzzy_name" | "text";
            incident_value: string;
            vendor_value: string;
            score: number;
            weight: number;
        };
        RiskFactor: {
            factor: string;
            value: string;
            points: number;
            max: number;
        };
        WorkflowLink: {
            id: string;
            run_id: string | null;
            ui_url: string | null;
        } | null;
        ActionItem: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            action_type: string;
            title: string;
            description: string;
            /** @enum {string} */
            priority: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
            /** @enum {string} */
            status: "pending" | "in_progress" | "completed" | "cancelled";
            /** Format: uuid */
            assigned_to: string | null;
            assigned_to_name: string | null;
            /** Format: uuid */
            assigned_by: string | null;
            /** @example vendor_security_incident */
            source_type: string;
            /** Format: uuid */
            source_id: string;
            action_url: string | null;
            item_metadata: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            due_date: string | null;
            overdue: boolean;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            completed_at: string | null;
            /** Format: uuid */
            completed_by: string | null;
            outcome: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        Incident: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description null: from a shared feed
             */
            tenant_id: string | null;
            /** @enum {string} */
            incident_type: "cve" | "data_breach" | "security_alert" | "vulnerability_disclosure" | "compliance_violation";
            external_id: string;
            title: string;
            description: string;
            /** @description The source's text was too long, and is cut */
            description_truncated: boolean;
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            severity_known: boolean;
            cvss_score: number | null;
            risk_score: number;
            source: string;
            /** @description Of a custom feed: its name when it was read */
            feed_name: string | null;
            source_url: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            published_date: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            modified_date: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            discovered_date: string;
            incident_details: {
                [key: string]: unknown;
            };
            affected_products: components["schemas"]["AffectedProduct"][];
            affected_versions: components["schemas"]["AffectedVersions"][];
            /**
             * @description This tenant's
             * @enum {string}
             */
            status: "new" | "investigating" | "resolved" | "false_positive";
            resolution_notes: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_scan_at: string | null;
            held_for_score: boolean;
            epss: number | null;
            epss_percentile: number | null;
            kev: boolean;
            kev_added_on: string | null;
            cwes: string[];
            domains: string[];
            data_classes: string[];
            pwn_count: number | null;
            source_status: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            withdrawn_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        IncidentCreate: {
            /** @enum {string} */
            incident_type: "cve" | "data_breach" | "security_alert" | "vulnerability_disclosure" | "compliance_violation";
            title: string;
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            external_id?: string;
            description?: string;
            cvss_score?: number | null;
            source?: string;
            /** Format: uri */
            source_url?: string | null;
            /** Format: date-time */
            published_date?: string;
            affected_products?: {
                vendor?: string | null;
                product?: string | null;
                cpe?: string;
                versions?: components["schemas"]["AffectedVersions"][];
                source?: string;
            }[];
            affected_versions?: components["schemas"]["AffectedVersions"][];
            domains?: string[];
        };
        IncidentPatch: {
            /** @enum {string} */
            status?: "new" | "investigating" | "resolved" | "false_positive";
            resolution_notes?: string | null;
        };
        MatchStarted: {
            /** Format: uuid */
            scan_id: string | null;
            workflow_id: string;
            run_id: string;
        };
        VendorImportResult: {
            preview: boolean;
            rows: number;
            created: number;
            updated: number;
            unchanged: number;
            failed: number;
            errors: {
                /** @description Counted from 1, the head of a CSV file not counted */
                row: number;
                path: string;
                message: string;
            }[];
            vendors: {
                row: number;
                /** @enum {string} */
                action: "create" | "update" | "unchanged";
                /** Format: uuid */
                id: string | null;
                name: string;
            }[];
        };
        Vendor: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            name: string;
            legal_name: string | null;
            website: string | null;
            /** @enum {string} */
            criticality: "low" | "medium" | "high" | "critical";
            /** Format: uuid */
            owner_id: string | null;
            owner_name: string | null;
            /** @enum {string} */
            status: "active" | "archived";
            external_ref: string | null;
            aliases: string[];
            domains: string[];
            products: components["schemas"]["VendorProduct"][];
            contacts: components["schemas"]["VendorContact"][];
            /**
             * @description The worst of its open trackings, else clean
             * @enum {string}
             */
            security_status: "clean" | "monitoring" | "at_risk" | "breached" | "resolved";
            open_trackings: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        VendorProduct: {
            name: string;
            version: string | null;
            cpe: string | null;
        };
        VendorContact: {
            name: string;
            email: string;
            role: string | null;
        };
        Metrics: {
            incidents: {
                total: number;
                by_type: {
                    [key: string]: number;
                };
                by_severity: {
                    [key: string]: number;
                };
                by_status: {
                    [key: string]: number;
                };
            };
            vendors: {
                total: number;
                at_risk: number;
                /** @description With an open case of a breach, suspected or confirmed */
                breached: number;
                /** @description Of these, those that a reviewer has confirmed */
                breaches_confirmed: number;
            };
            open_trackings: number;
            pending_qualifications: number;
            overdue: number;
            resolved: number;
            mean_time_to_resolution_hours: number | null;
            median_time_to_resolution_hours: number | null;
            /** @description Of the resolved ones, 0 to 1 */
            false_positive_rate: number | null;
            funnel: {
                ingested: number;
                considered: number;
                matched: number;
                qualified: number;
                resolved: number;
            };
        };
        TrendDay: {
            id: string;
            date: string;
            incidents: number;
            matched: number;
            qualified: number;
            resolved: number;
            false_positives: number;
            /** @description Open at the end of the day */
            open: number;
        };
        VendorReport: {
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            generated_at: string;
            vendor: components["schemas"]["Vendor"];
            /** @enum {string} */
            status: "clean" | "monitoring" | "at_risk" | "breached" | "resolved";
            risk: {
                /** @description Highest of the open trackings, 0 to 100 */
                score: number;
                level: string | null;
                factors: components["schemas"]["RiskFactor"][];
            };
            incidents: components["schemas"]["Tracking"][];
            qualification: {
                pending: number;
                completed: number;
            };
            assessments: components["schemas"]["AssessmentAssignment"][];
            processes: components["schemas"]["WorkflowInstance"][];
            trends: {
                date: string;
                matched: number;
                resolved: number;
            }[];
        };
        AssessmentAssignment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            /** Format: uuid */
            assessment_id: string;
            /** @description The template's */
            name: string;
            /** Format: uuid */
            vendor_id: string;
            vendor_name: string;
            /** Format: uuid */
            tracking_id: string | null;
            assignment_type: string;
            /** @enum {string} */
            status: "pending" | "sent" | "in_progress" | "submitted" | "accepted" | "withdrawn" | "overdue";
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            due_date: string | null;
            metadata: {
                [key: string]: unknown;
            };
            answers: {
                [key: string]: unknown;
            } | null;
            score: number | null;
            /** @description Share of questions answered, 0 to 1 */
            completion: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            submitted_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        WorkflowInstance: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            /** Format: uuid */
            configuration_id: string;
            /** @description The configuration's */
            name: string;
            configuration_version: number;
            /** @enum {string} */
            workflow_type: "tprm" | "vrm" | "risk_process";
            /** Format: uuid */
            vendor_id: string;
            vendor_name: string;
            /** Format: uuid */
            tracking_id: string | null;
            /** @enum {string} */
            status: "pending" | "in_progress" | "completed" | "cancelled";
            steps: components["schemas"]["ProcessStep"][];
            current_step: string | null;
            /** @description Share of steps done, 0 to 1 */
            progress: number;
            trigger_reason: string;
            context: {
                [key: string]: unknown;
            };
            step_results: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            finished_at: string | null;
            workflow: {
                id: string;
                run_id: string | null;
                ui_url: string | null;
            };
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        ProcessStep: {
            key: string;
            title: string;
            /** @enum {string} */
            kind: "review" | "approval" | "questionnaire" | "notification" | "wait";
            /** @enum {string} */
            owner_role: "viewer" | "security_reviewer" | "compliance" | "admin";
            due_days: number;
        };
        VendorCreate: {
            name: string;
            legal_name?: string | null;
            website?: string | null;
            /** @enum {string} */
            criticality?: "low" | "medium" | "high" | "critical";
            external_ref?: string | null;
            aliases?: string[];
            /** @description Domains or pasted addresses */
            domains?: string[];
            products?: (string | {
                name: string;
                version?: string | null;
                cpe?: string | null;
            })[];
            contacts?: {
                name: string;
                /** Format: email */
                email: string;
                role?: string | null;
            }[];
            /** Format: uuid */
            owner_id?: string | null;
        };
        VendorPatch: {
            name?: string;
            /** @enum {string} */
            status?: "active" | "archived";
            legal_name?: string | null;
            website?: string | null;
            /** @enum {string} */
            criticality?: "low" | "medium" | "high" | "critical";
            external_ref?: string | null;
            aliases?: string[];
            /** @description Domains or pasted addresses */
            domains?: string[];
            products?: (string | {
                name: string;
                version?: string | null;
                cpe?: string | null;
            })[];
            contacts?: {
                name: string;
                /** Format: email */
                email: string;
                role?: string | null;
            }[];
            /** Format: uuid */
            owner_id?: string | null;
        };
        VendorCheck: {
            name: string;
            domain: string | null;
            /** @description Breaches looked at */
            checked: number;
            /**
             * Format: date-time
             * @description How fresh the catalogue is
             * @example 2026-05-04T09:30:00.000Z
             */
            as_of: string | null;
            breaches: components["schemas"]["VendorBreach"][];
        };
        VendorBreach: {
            /**
             * Format: uuid
             * @description Of the incident
             */
            id: string;
            external_id: string;
            title: string;
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            source: string;
            source_url: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            published_date: string | null;
            breach_date: string | null;
            source_status: string | null;
            domains: string[];
            data_classes: string[];
            pwn_count: number | null;
            confidence: number;
            match_reason: string;
            matched_fields: components["schemas"]["Evidence"][];
        };
        VendorCheckRequest: {
            name: string;
            /** @description A domain or web address; without one the name alone decides */
            domain?: string | null;
        };
        TrackingDetail: components["schemas"]["Tracking"] & {
            /**
             * @description Whether the workflow of the response is at work; unknown where the engine gave no answer. Null before its start and after the end of the case. What does not run is started again by maintenance within the hour, or by `restart`
             * @enum {string|null}
             */
            engine: "running" | "not_running" | "unknown" | null;
            timeline: components["schemas"]["TrackingEvent"][];
            task: components["schemas"]["ActionItem"] | null;
            alerts: components["schemas"]["Alert"][];
            assessment: components["schemas"]["AssessmentAssignment"] | null;
            process: components["schemas"]["WorkflowInstance"] | null;
        };
        TrackingEvent: {
            /** Format: uuid */
            id: string;
            kind: string;
            response_no: number;
            /** @enum {string} */
            actor_type: "user" | "system" | "feed";
            /** Format: uuid */
            actor_id: string | null;
            actor_name: string | null;
            step: string | null;
            detail: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            occurred_at: string;
        };
        Alert: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            /** Format: uuid */
            incident_id: string;
            /** Format: uuid */
            vendor_tracking_id: string;
            vendor: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            response_no: number;
            /** @enum {string} */
            alert_type: "cve_detected" | "breach_detected" | "risk_qualification_required";
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            /** @enum {string} */
            priority: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
            title: string;
            message: string;
            /** @enum {string} */
            recipient_type: "user" | "role" | "team";
            recipient_ids: string[];
            /** @enum {string} */
            status: "pending" | "sent" | "failed" | "read" | "acknowledged";
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            sent_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            read_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            acknowledged_at: string | null;
            /** Format: uuid */
            acknowledged_by: string | null;
            channels_sent: ("email" | "slack" | "teams" | "in_app")[];
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            corrected_at: string | null;
            deliveries: components["schemas"]["Delivery"][];
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        Delivery: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            channel: "email" | "slack" | "teams" | "in_app";
            recipient: string;
            /** Format: uuid */
            user_id: string | null;
            /** @enum {string} */
            status: "pending" | "held" | "sent" | "failed" | "skipped";
            attempts: number;
            last_error: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            sent_at: string | null;
            /**
             * Format: date-time
             * @description when the alert budget was spent: it waits for the next digest, or went out with one
             * @example 2026-05-04T09:30:00.000Z
             */
            held_at: string | null;
        };
        DecisionAccepted: {
            /** @enum {string} */
            status: "accepted";
            /** Format: uuid */
            tracking_id: string;
            workflow_id: string;
            update_id: string;
        };
        QualifyRisk: {
            /** @enum {string} */
            risk_level: "low" | "medium" | "high" | "critical";
            impact_analysis: string;
            recommended_actions: string[];
            /**
             * @default completed
             * @enum {string}
             */
            status: "in_progress" | "completed";
            /** @description true: takes the place of a completed qualification, which is refused otherwise */
            correction?: boolean;
        };
        Resolve: {
            /** @enum {string} */
            resolution_type: "remediated" | "mitigated" | "risk_accepted" | "false_positive" | "duplicate";
            resolution_notes: string;
        };
        Reopen: {
            reason: string;
            /** @description What the resolution had ended and is to begin anew: a new assessment, a new process */
            restart?: ("assessment" | "process")[];
        };
        Explanation: {
            vendor: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                criticality: "low" | "medium" | "high" | "critical";
                /** @enum {string} */
                status: "active" | "archived";
            };
            incident: {
                /** Format: uuid */
                id: string;
                external_id: string;
                title: string;
                /** @enum {string} */
                incident_type: "cve" | "data_breach" | "security_alert" | "vulnerability_disclosure" | "compliance_violation";
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                cvss_score: number | null;
                kev: boolean;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                published_date: string | null;
            };
            /** @enum {string} */
            verdict: "match" | "below_threshold" | "suppressed" | "switched_off" | "not_named" | "vendor_archived";
            /** @description 0 to 1 */
            confidence: number;
            /** @description min_match_confidence */
            threshold: number;
            reason: string;
            /** @description What speaks for it, heaviest first */
            evidence: components["schemas"]["Evidence"][];
            /** @description What speaks against it, heaviest first */
            against: components["schemas"]["Objection"][];
            /** @description Log-odds of a pair that nothing speaks for or against */
            start: number;
            /** @description What the rules in force leave out */
            left_out: components["schemas"]["Evidence"][];
            /** @description What beside matching keeps the pair from being raised */
            obstacles: {
                /** @enum {string} */
                kind: "vendor_archived" | "no_configuration" | "monitoring_off" | "withdrawn" | "source_not_watched" | "severity_below_threshold" | "cvss_below_threshold" | "held_for_score" | "waits_for_scan" | "scanned_before" | "older_than_window";
                text: string;
            }[];
            /** @description Where the pair is tracked already */
            tracking: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                status: "clean" | "monitoring" | "at_risk" | "breached" | "resolved";
                /** @enum {string} */
                phase: "responding" | "awaiting_qualification" | "awaiting_resolution" | "resolved";
                match_confidence: number;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                doubtful_since: string | null;
            } | null;
            matcher_version: string;
        };
        Objection: {
            signal: string;
            text: string;
            /** @description How clearly it is so, 0 to 1 */
            score: number;
            /** @description Log-odds in tenths, at most 1, as of evidence */
            weight: number;
        };
        ExplainRequest: {
            /** Format: uuid */
            vendor_id: string;
            /** Format: uuid */
            incident_id?: string;
            /** @description Instead of incident_id: a CVE id, a breach's name, an entry's own id */
            external_id?: string;
        };
        NearMiss: {
            /** @description Of the pair: vendor and incident */
            id: string;
            vendor: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                criticality: "low" | "medium" | "high" | "critical";
            };
            incident: {
                /** Format: uuid */
                id: string;
                external_id: string;
                title: string;
                /** @enum {string} */
                incident_type: "cve" | "data_breach" | "security_alert" | "vulnerability_disclosure" | "compliance_violation";
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                cvss_score: number | null;
                kev: boolean;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                published_date: string | null;
            };
            /** @description 0 to 1 */
            confidence: number;
            /** @description min_match_confidence */
            threshold: number;
            reason: string;
            /** @description What speaks for it, heaviest first */
            evidence: components["schemas"]["Evidence"][];
            /** @description What speaks against it, heaviest first */
            against: components["schemas"]["Objection"][];
            /**
             * Format: uuid
             * @description Where it is tracked all the same: it was a match once
             */
            tracking_id: string | null;
        };
        MonitoringConfig: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            /** @default true */
            cve_monitoring_enabled: boolean;
            /** @default true */
            breach_monitoring_enabled: boolean;
            /** @default true */
            security_feed_monitoring_enabled: boolean;
            /**
             * @default daily
             * @enum {string}
             */
            cve_scan_frequency: "hourly" | "daily" | "weekly";
            /**
             * @default daily
             * @enum {string}
             */
            breach_scan_frequency: "hourly" | "daily" | "weekly";
            /**
             * @default daily
             * @enum {string}
             */
            security_feed_scan_frequency: "hourly" | "daily" | "weekly";
            /**
             * @default medium
             * @enum {string}
             */
            cve_severity_threshold: "low" | "medium" | "high" | "critical";
            /** @default 5 */
            cve_cvss_threshold: number;
            /** @default true */
            kev_bypasses_thresholds: boolean;
            breach_sources: string[];
            matching_rules?: components["schemas"]["MatchingRules"];
            /** @default 0 */
            min_confidence_to_respond: number;
            /** @default true */
            auto_create_tasks: boolean;
            /** @default true */
            auto_send_alerts: boolean;
            /** @default true */
            auto_trigger_assessments: boolean;
            /** @default true */
            auto_start_workflows: boolean;
            /**
             * @default risk_assessment
             * @enum {string}
             */
            default_assessment_type: "tprm" | "vendor_qualification" | "risk_assessment";
            /**
             * Format: uuid
             * @default null
             */
            default_assessment_id: string | null;
            /**
             * Format: uuid
             * @default null
             */
            breach_assessment_id: string | null;
            /**
             * @default tprm
             * @enum {string}
             */
            default_workflow_type: "tprm" | "vrm" | "risk_process";
            /**
             * Format: uuid
             * @default null
             */
            default_workflow_id: string | null;
            /**
             * Format: uuid
             * @default null
             */
            breach_workflow_id: string | null;
            /** @default [] */
            alert_recipients: components["schemas"]["AlertRecipients"][];
            alert_channels: ("email" | "slack" | "teams" | "in_app")[];
            /** @default 3 */
            task_due_days: number;
            /** @default 14 */
            assessment_due_days: number;
            /** @default 7 */
            breach_assessment_due_days: number;
            severity_mapping?: components["schemas"]["SeverityMapping"];
            /**
             * @description most alerts an hour that leave the product by themselves; what is not urgent and exceeds it comes in one digest an hour for each recipient; null: no limit
             * @default null
             */
            alert_budget_per_hour: number | null;
            /** @default UTC */
            timezone: string;
            /** @default false */
            working_days_only: boolean;
            /**
             * @description days that a rule from a false positive counts; null: until it is undone
             * @default 365
             */
            match_rule_days: number | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_scan_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        /** @default {} */
        MatchingRules: {
            /** @default true */
            match_by_domain: boolean;
            /** @default true */
            match_by_name: boolean;
            /** @default true */
            match_by_product: boolean;
            /** @default 0.8 */
            fuzzy_match_threshold: number;
            /** @default false */
            exact_match_required: boolean;
            /** @default 0.5 */
            min_match_confidence: number;
        };
        AlertRecipients: {
            /** @enum {string} */
            recipient_type: "user" | "role" | "team";
            recipient_ids: string[];
        };
        /** @default {} */
        SeverityMapping: {
            /**
             * @default URGENT
             * @enum {string}
             */
            critical: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
            /**
             * @default HIGH
             * @enum {string}
             */
            high: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
            /**
             * @default MEDIUM
             * @enum {string}
             */
            medium: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
            /**
             * @default LOW
             * @enum {string}
             */
            low: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
        };
        MonitoringConfigPut: {
            /** @default true */
            cve_monitoring_enabled: boolean;
            /** @default true */
            breach_monitoring_enabled: boolean;
            /** @default true */
            security_feed_monitoring_enabled: boolean;
            /**
             * @default daily
             * @enum {string}
             */
            cve_scan_frequency: "hourly" | "daily" | "weekly";
            /**
             * @default daily
             * @enum {string}
             */
            breach_scan_frequency: "hourly" | "daily" | "weekly";
            /**
             * @default daily
             * @enum {string}
             */
            security_feed_scan_frequency: "hourly" | "daily" | "weekly";
            /**
             * @default medium
             * @enum {string}
             */
            cve_severity_threshold: "low" | "medium" | "high" | "critical";
            /** @default 5 */
            cve_cvss_threshold: number;
            /** @default true */
            kev_bypasses_thresholds: boolean;
            /**
             * @default [
             *       "hibp"
             *     ]
             */
            breach_sources: "hibp"[];
            matching_rules?: components["schemas"]["MatchingRules"];
            /** @default 0 */
            min_confidence_to_respond: number;
            /** @default true */
            auto_create_tasks: boolean;
            /** @default true */
            auto_send_alerts: boolean;
            /** @default true */
            auto_trigger_assessments: boolean;
            /** @default true */
            auto_start_workflows: boolean;
            /**
             * @default risk_assessment
             * @enum {string}
             */
            default_assessment_type: "tprm" | "vendor_qualification" | "risk_assessment";
            /**
             * Format: uuid
             * @default null
             */
            default_assessment_id: string | null;
            /**
             * Format: uuid
             * @default null
             */
            breach_assessment_id: string | null;
            /**
             * @default tprm
             * @enum {string}
             */
            default_workflow_type: "tprm" | "vrm" | "risk_process";
            /**
             * Format: uuid
             * @default null
             */
            default_workflow_id: string | null;
            /**
             * Format: uuid
             * @default null
             */
            breach_workflow_id: string | null;
            /** @default [] */
            alert_recipients: components["schemas"]["AlertRecipients"][];
            /**
             * @default [
             *       "email",
             *       "in_app"
             *     ]
             */
            alert_channels: ("email" | "in_app")[];
            /** @default 3 */
            task_due_days: number;
            /** @default 14 */
            assessment_due_days: number;
            /** @default 7 */
            breach_assessment_due_days: number;
            severity_mapping?: components["schemas"]["SeverityMapping"];
            /**
             * @description most alerts an hour that leave the product by themselves; what is not urgent and exceeds it comes in one digest an hour for each recipient; null: no limit
             * @default null
             */
            alert_budget_per_hour: number | null;
            /** @default UTC */
            timezone: string;
            /** @default false */
            working_days_only: boolean;
            /**
             * @description days that a rule from a false positive counts; null: until it is undone
             * @default 365
             */
            match_rule_days: number | null;
            id?: unknown;
            tenant_id?: unknown;
            last_scan_at?: unknown;
            created_at?: unknown;
            updated_at?: unknown;
        };
        ConfigPreview: {
            days: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            since: string;
            /** @description Incidents in the window */
            incidents: number;
            /** @description Incidents that the thresholds let in */
            considered: {
                now: number;
                then: number;
            };
            /** @description Incidents that wait for a score and would match */
            held: {
                now: number;
                then: number;
            };
            counts: components["schemas"]["ConfigPreviewCounts"];
            by_severity: {
                low: components["schemas"]["ConfigPreviewCounts"];
                medium: components["schemas"]["ConfigPreviewCounts"];
                high: components["schemas"]["ConfigPreviewCounts"];
                critical: components["schemas"]["ConfigPreviewCounts"];
            };
            /** @description Pairs that min_confidence_to_respond lets respond */
            responded: {
                now: number;
                then: number;
            };
            /** @description At most 200, most confident first */
            gained: components["schemas"]["ConfigPreviewPair"][];
            /** @description At most 200, most confident first */
            lost: components["schemas"]["ConfigPreviewPair"][];
            /** @description More were gained or lost than are listed */
            cut: boolean;
            /** @description On the latest 2,000 resolved trackings, duplicates aside, of whatever age */
            verdicts: {
                verdicts: number;
                false_positives: number;
                now: {
                    /** @description With the match rules that the verdicts themselves made */
                    with_rules: {
                        /** @description Raised, and not called false */
                        right: number;
                        /** @description Raised, and called false positives */
                        wrong: number;
                        precision: number | null;
                    };
                    /** @description As if there were no match rules */
                    without_rules: {
                        /** @description Raised, and not called false */
                        right: number;
                        /** @description Raised, and called false positives */
                        wrong: number;
                        precision: number | null;
                    };
                };
                then: {
                    /** @description With the match rules that the verdicts themselves made */
                    with_rules: {
                        /** @description Raised, and not called false */
                        right: number;
                        /** @description Raised, and called false positives */
                        wrong: number;
                        precision: number | null;
                    };
                    /** @description As if there were no match rules */
                    without_rules: {
                        /** @description Raised, and not called false */
                        right: number;
                        /** @description Raised, and called false positives */
                        wrong: number;
                        precision: number | null;
                    };
                };
            };
            took_ms: number;
        };
        ConfigPreviewCounts: {
            now: number;
            then: number;
            gained: number;
            lost: number;
            kept: number;
        };
        ConfigPreviewPair: {
            vendor: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                criticality: "low" | "medium" | "high" | "critical";
            };
            incident: {
                /** Format: uuid */
                id: string;
                external_id: string;
                title: string;
                /** @enum {string} */
                incident_type: "cve" | "data_breach" | "security_alert" | "vulnerability_disclosure" | "compliance_violation";
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                cvss_score: number | null;
                kev: boolean;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                published_date: string | null;
            };
            /** @description By the matching rules of either side, 0 to 1 */
            confidence: {
                now: number;
                then: number;
            };
            /** @description Of the side that raises it */
            reason: string;
            evidence: components["schemas"]["Evidence"][];
            /** @description Why the other side does not raise it */
            why_not: string[];
            tracking: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                status: "clean" | "monitoring" | "at_risk" | "breached" | "resolved";
                /** @enum {string|null} */
                resolution_type: "remediated" | "mitigated" | "risk_accepted" | "false_positive" | "duplicate" | null;
            } | null;
        };
        ConfigPreviewRequest: {
            /**
             * @description The configuration to try, or a part of it; what is left out stays as it is
             * @default {}
             */
            config: {
                cve_scan_frequency?: unknown;
                breach_scan_frequency?: unknown;
                security_feed_scan_frequency?: unknown;
                auto_create_tasks?: unknown;
                auto_send_alerts?: unknown;
                auto_trigger_assessments?: unknown;
                auto_start_workflows?: unknown;
                default_assessment_type?: unknown;
                default_assessment_id?: unknown;
                breach_assessment_id?: unknown;
                default_workflow_type?: unknown;
                default_workflow_id?: unknown;
                breach_workflow_id?: unknown;
                alert_recipients?: unknown;
                alert_channels?: unknown;
                task_due_days?: unknown;
                assessment_due_days?: unknown;
                breach_assessment_due_days?: unknown;
                severity_mapping?: unknown;
                alert_budget_per_hour?: unknown;
                timezone?: unknown;
                working_days_only?: unknown;
                match_rule_days?: unknown;
                id?: unknown;
                tenant_id?: unknown;
                last_scan_at?: unknown;
                created_at?: unknown;
                updated_at?: unknown;
                cve_monitoring_enabled?: boolean;
                breach_monitoring_enabled?: boolean;
                security_feed_monitoring_enabled?: boolean;
                /** @enum {string} */
                cve_severity_threshold?: "low" | "medium" | "high" | "critical";
                cve_cvss_threshold?: number;
                kev_bypasses_thresholds?: boolean;
                breach_sources?: "hibp"[];
                matching_rules?: {
                    match_by_domain?: boolean;
                    match_by_name?: boolean;
                    match_by_product?: boolean;
                    fuzzy_match_threshold?: number;
                    exact_match_required?: boolean;
                    min_match_confidence?: number;
                };
                min_confidence_to_respond?: number;
            };
            /**
             * @description Match rules to be left out, by id
             * @default []
             */
            without_rules: string[];
            /**
             * @description Incidents published or changed within these days are looked at
             * @default 30
             */
            days: number;
        };
        Coverage: {
            /** @description Active vendors */
            vendors: number;
            blind: number;
            weak: number;
            /** @description min_match_confidence */
            threshold: number;
            matcher_version: string;
            /** @description Of blind and weak ones; one may have several */
            causes: {
                /** @enum {string} */
                kind: "switched_off" | "suppressed" | "same_name" | "same_domain" | "outdone" | "abbreviation" | "common_word" | "generic_name" | "site_differs" | "other_trade" | "no_domain" | "no_products" | "generic_products";
                vendors: number;
            }[];
        };
        VendorSight: {
            /**
             * Format: uuid
             * @description Of the vendor
             */
            id: string;
            vendor: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                criticality: "low" | "medium" | "high" | "critical";
            };
            /**
             * @description blind: no incident could be raised, however exactly it names the vendor; weak: no vulnerability or no breach could, all hangs by one piece, or another row claims the same
             * @enum {string}
             */
            sight: "blind" | "weak" | "seen";
            /** @description Best reachable confidence, 0 to 1 */
            best: number;
            /** @description The same of a vulnerability */
            cve: number;
            /** @description The same of a breach that names the vendor */
            breach_by_name: number;
            /** @description The same of a breach with the vendor's domain; null without one */
            breach_with_domain: number | null;
            /** @description By what it can be recognised, most selective first */
            pieces: {
                /** @enum {string} */
                kind: "name" | "alias" | "brand" | "product" | "domain";
                value: string;
                /** @description If a source names it alone, as the register writes it */
                confidence: number;
            }[];
            causes: {
                /** @enum {string} */
                kind: "switched_off" | "suppressed" | "same_name" | "same_domain" | "outdone" | "abbreviation" | "common_word" | "generic_name" | "site_differs" | "other_trade" | "no_domain" | "no_products" | "generic_products";
                text: string;
                /** @description What would help */
                add: ("domain" | "alias" | "product" | "rules" | "match_rule" | "merge")[];
                vendors: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                }[];
            }[];
        };
        RegisterSuggestion: {
            /** @description Of vendor, kind and value */
            id: string;
            vendor: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** @enum {string} */
            kind: "domain" | "alias" | "product";
            value: string;
            /** @description Incidents that say so */
            incidents: number;
            example: {
                /** Format: uuid */
                id: string;
                external_id: string;
                title: string;
            };
        };
        VendorCoverage: {
            /** @description Null for an archived vendor */
            sight: components["schemas"]["VendorSight"] | null;
            threshold: number;
            suggestions: components["schemas"]["RegisterSuggestion"][];
        };
        IdentifierCreate: {
            /** @enum {string} */
            kind: "domain" | "alias" | "product";
            value: string;
        };
        MatchRule: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            vendor: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /**
             * @description What an incident says that is left out for the vendor
             * @example The incident names the product "Rocket".
             */
            says: string;
            /** @enum {string|null} */
            strategy: "exact_name" | "alias" | "domain" | "product" | "vendor_product" | "fuzzy_name" | "text" | null;
            incident_value: string | null;
            vendor_value: string | null;
            evidence_key: string;
            /** @enum {string} */
            state: "active" | "expired";
            /** Format: uuid */
            created_by: string | null;
            created_by_name: string | null;
            /**
             * Format: date-time
             * @description When the verdict was given, or last given again
             * @example 2026-05-04T09:30:00.000Z
             */
            given_at: string;
            /**
             * Format: date-time
             * @description Null: counts until it is undone
             * @example 2026-05-04T09:30:00.000Z
             */
            expires_at: string | null;
            /** @description The tracking that was called a false positive */
            tracking: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                incident_id: string;
                external_id: string;
                title: string;
            } | null;
            /** @description Trackings resolved as false positives for this reason: undoing the rule reopens them */
            false_positives: number;
            /** @description Incidents not raised because of the rule: undoing it has them matched again */
            kept_back: number;
            latest_kept_back: {
                /** Format: uuid */
                incident_id: string;
                external_id: string;
                title: string;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                at: string;
            } | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        MatchRulePatch: {
            /**
             * Format: date-time
             * @description Until when the rule counts; null: until it is undone
             */
            expires_at: string | null;
        };
        Matching: {
            /** @description What new matches carry; behind a +, the tenant and the version of its refitted weights */
            matcher_version: string;
            shipped_version: string;
            /** @description Weights refitted from the tenant’s verdicts; null: the shipped ones */
            fitted: {
                version: number;
                matcher_version: string;
                /** @description False where they were fitted for another version of the matcher; then the shipped ones are */
                in_use: boolean;
                applied_by: string;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                applied_at: string;
                report: {
                    verdicts: number;
                    confirmed: number;
                    false_positives: number;
                    left_out: number;
                    held_back: number;
                    threshold: number;
                    before: {
                        precision: number | null;
                        recall: number | null;
                        f1: number | null;
                        log_loss: number | null;
                    };
                    after: {
                        precision: number | null;
                        recall: number | null;
                        f1: number | null;
                        log_loss: number | null;
                    };
                    moved: {
                        signal: string;
                        before: number;
                        after: number;
                    }[];
                };
            } | null;
        };
        ScanStarted: {
            /** Format: uuid */
            scan_id: string;
            workflow_id: string;
            run_id: string;
        };
        Scan: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            /** @enum {string} */
            scan_type: "cve" | "breach" | "feeds" | "all";
            /** @enum {string} */
            kind: "scheduled" | "manual" | "incident";
            /** @enum {string} */
            status: "running" | "completed" | "failed";
            days_back: number | null;
            workflow_id: string;
            run_id: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            started_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            finished_at: string | null;
            feeds: {
                source: string;
                /** @description Of a custom feed, whose source is its id */
                name?: string;
                fresh: boolean;
                new: number;
                changed: number;
                rejected: number;
            }[];
            incidents_considered: number;
            incidents_held: number;
            matches: number;
            responses_started: number;
            error: string | null;
            /** Format: uuid */
            requested_by: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        CustomFeed: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            /** @description Begins the external_id of its incidents; never changes */
            key: string;
            name: string;
            /** @enum {string} */
            kind: "rss" | "csaf" | "json";
            /** @description Without its query for everybody but admins */
            url: string;
            /** @enum {string} */
            incident_type: "security_alert" | "vulnerability_disclosure";
            /** @description Whom entries concern that name nobody */
            vendor: string | null;
            /**
             * @description Of entries that name none
             * @enum {string|null}
             */
            default_severity: "low" | "medium" | "high" | "critical" | null;
            mapping: components["schemas"]["FieldMapping"];
            days_back: number;
            enabled: boolean;
            /** @description Its value is never shown */
            auth_header_name: string | null;
            /** @description Its last try succeeded; null: not tried yet */
            healthy: boolean | null;
            /** @enum {string} */
            verdict: "healthy" | "waiting" | "off" | "failing" | "stale" | "empty";
            /** @description Why the verdict is what it is, in words */
            reason: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            fresh_until: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_success_at: string | null;
            last_error: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_error_at: string | null;
            failures: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            failing_since: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            next_run_at: string | null;
            /** @description When it was last read whole */
            entries: number | null;
            pending_documents: number;
            rejects: number;
            new_total: number;
            changed_total: number;
            rejected_total: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        FieldMapping: {
            /**
             * @description Where the list of entries is; empty: the root is the list
             * @default
             * @example data.items
             */
            items: string;
            fields: {
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                id?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                title?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                description?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                severity?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                url?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                published?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                modified?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                vendor?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                product?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                domains?: string;
                /**
                 * @description From an entry on, such as title, links[0].href, or products[].name
                 * @example products[].name
                 */
                cvss?: string;
            };
            /** @description How a list that comes in pages names the next one; absent: the document is all of it */
            paging?: {
                /** @enum {string} */
                by: "body";
                /** @example links.next */
                path: string;
                /**
                 * @description Of the query
                 * @example page
                 */
                parameter?: string;
            } | {
                /** @enum {string} */
                by: "link";
            } | {
                /** @enum {string} */
                by: "page";
                /**
                 * @description Of the query
                 * @example page
                 */
                parameter: string;
            } | {
                /** @enum {string} */
                by: "offset";
                /**
                 * @description Of the query
                 * @example page
                 */
                parameter: string;
            } | null;
        } | null;
        CustomFeedReject: {
            /** Format: uuid */
            id: string;
            external_id: string | null;
            reason: string;
            seen: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        CustomFeedPreviewAnswer: {
            error: {
                code: string;
                message: string;
            } | null;
            /** @description Entries of the feed, or documents that a CSAF provider lists */
            total: number;
            /** @description Of those, as many as were read for this */
            read: number;
            /** @description Pages of a list that were read for this */
            pages: number;
            /** @description Another page follows those */
            more: boolean;
            readable: number;
            rejected: number;
            entries: {
                external_id: string;
                title: string;
                description: string;
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                severity_known: boolean;
                cvss_score: number | null;
                source_url: string | null;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                published_date: string | null;
                /**
                 * Format: date-time
                 * @example 2026-05-04T09:30:00.000Z
                 */
                modified_date: string | null;
                affected_products: {
                    vendor: string | null;
                    product: string | null;
                    versions: number;
                }[];
                domains: string[];
                cves: string[];
                withdrawn: boolean;
                /** @description Older than days_back: it would be left out */
                too_old: boolean;
            }[];
            rejects: {
                external_id: string | null;
                reason: string;
            }[];
        };
        CustomFeedPreview: {
            /** @default Preview */
            name: string;
            url: string;
            /**
             * @description Default: vulnerability_disclosure of CSAF, else security_alert
             * @enum {string}
             */
            incident_type?: "security_alert" | "vulnerability_disclosure";
            /** @default null */
            vendor: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            default_severity: "low" | "medium" | "high" | "critical" | null;
            mapping?: components["schemas"]["FieldMapping"];
            /** @default 30 */
            days_back: number;
            /** @default true */
            enabled: boolean;
            /** @enum {string} */
            kind: "rss" | "csaf" | "json";
            auth_header?: components["schemas"]["AuthHeader"];
        };
        AuthHeader: {
            name: string;
            value: string;
        } | null;
        CustomFeedPatch: {
            name?: string;
            url?: string;
            /** @enum {string} */
            incident_type?: "security_alert" | "vulnerability_disclosure";
            vendor?: string | null;
            /** @enum {string|null} */
            default_severity?: "low" | "medium" | "high" | "critical" | null;
            mapping?: components["schemas"]["FieldMapping"];
            days_back?: number;
            enabled?: boolean;
            auth_header?: components["schemas"]["AuthHeader"];
        };
        CustomFeedCreate: {
            name: string;
            url: string;
            /**
             * @description Default: vulnerability_disclosure of CSAF, else security_alert
             * @enum {string}
             */
            incident_type?: "security_alert" | "vulnerability_disclosure";
            /** @default null */
            vendor: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            default_severity: "low" | "medium" | "high" | "critical" | null;
            mapping?: components["schemas"]["FieldMapping"];
            /** @default 30 */
            days_back: number;
            /** @default true */
            enabled: boolean;
            /** @enum {string} */
            kind: "rss" | "csaf" | "json";
            auth_header?: components["schemas"]["AuthHeader"];
        };
        Feed: {
            id: string;
            source: string;
            title: string;
            /** @enum {string} */
            scan_type: "cve" | "breach" | "feeds";
            /** @enum {string} */
            verdict: "healthy" | "waiting" | "failing" | "stale" | "empty" | "drifting";
            healthy: boolean;
            /** @description Why the verdict is what it is, in words */
            reason: string;
            /** @description What to do about it */
            advice: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            fresh_until: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            covered_from: string | null;
            /** @description Since it was last read to its end */
            lag_seconds: number | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_success_at: string | null;
            last_error: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_error_at: string | null;
            failures: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            failing_since: string | null;
            /**
             * Format: date-time
             * @description The retry of a failing one, else the next cycle of this tenant that asks
             * @example 2026-05-04T09:30:00.000Z
             */
            next_run_at: string | null;
            /** @enum {string|null} */
            next_run_by: "retry" | "schedule" | null;
            yield: {
                /** @description New and changed ones, over seven days */
                records_per_day: number;
                /** @description Of the latest records, 0 to 1 */
                vendor_share: number | null;
                vendor_share_before: number | null;
                /** @description The last fourteen, oldest first */
                days: {
                    /** Format: date */
                    day: string;
                    records: number;
                    new: number;
                    changed: number;
                    unchanged: number;
                    rejected: number;
                    pages: number;
                    failures: number;
                }[];
            };
            rejects: {
                total: number;
                last_7_days: number;
            };
            new_total: number;
            changed_total: number;
            unchanged_total: number;
            rejected_total: number;
        };
        FeedReject: {
            /** Format: uuid */
            id: string;
            source: string;
            external_id: string | null;
            reason: string;
            seen: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            first_seen_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_seen_at: string;
            /** @description The beginning of the record, at most 2,000 characters */
            sample: string;
        };
        Message: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            user_id: string;
            /** Format: uuid */
            alert_id: string | null;
            title: string;
            body: string;
            action_url: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            read_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        ActionItemPatch: {
            /** @enum {string} */
            status?: "pending" | "in_progress" | "completed" | "cancelled";
            /** Format: uuid */
            assigned_to?: string | null;
            /**
             * @description How a step of a process ended, with status completed
             * @enum {string}
             */
            outcome?: "completed" | "approved" | "rejected";
        };
        Assessment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            key: string;
            name: string;
            /** @enum {string} */
            assessment_type: "tprm" | "vendor_qualification" | "risk_assessment";
            is_default: boolean;
            is_active: boolean;
            questions: components["schemas"]["AssessmentQuestion"][];
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        AssessmentQuestion: {
            key: string;
            text: string;
            /** @enum {string} */
            kind: "yes_no" | "text" | "choice";
            choices?: string[];
        };
        AssessmentCreate: {
            key?: string;
            name: string;
            /** @enum {string} */
            assessment_type: "tprm" | "vendor_qualification" | "risk_assessment";
            is_default?: boolean;
            is_active?: boolean;
            questions?: components["schemas"]["AssessmentQuestion"][];
        };
        AssessmentPatch: {
            name?: string;
            /** @enum {string} */
            assessment_type?: "tprm" | "vendor_qualification" | "risk_assessment";
            is_default?: boolean;
            is_active?: boolean;
            questions?: components["schemas"]["AssessmentQuestion"][];
        };
        AssignmentPatch: {
            /** @enum {string} */
            status?: "pending" | "sent" | "in_progress" | "submitted" | "accepted" | "withdrawn" | "overdue";
            /** Format: date-time */
            due_date?: string | null;
            answers?: {
                [key: string]: string | boolean | number | null;
            };
            score?: number | null;
        };
        WorkflowConfiguration: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            key: string;
            name: string;
            /** @enum {string} */
            workflow_type: "tprm" | "vrm" | "risk_process";
            /** @enum {string} */
            status: "active" | "draft" | "retired";
            is_default: boolean;
            steps: components["schemas"]["ProcessStep"][];
            version: number;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        WorkflowConfigurationCreate: {
            key?: string;
            name: string;
            /** @enum {string} */
            workflow_type: "tprm" | "vrm" | "risk_process";
            /** @enum {string} */
            status?: "active" | "draft" | "retired";
            is_default?: boolean;
            steps: components["schemas"]["ProcessStep"][];
        };
        WorkflowConfigurationPatch: {
            name?: string;
            /** @enum {string} */
            workflow_type?: "tprm" | "vrm" | "risk_process";
            /** @enum {string} */
            status?: "active" | "draft" | "retired";
            is_default?: boolean;
            steps?: components["schemas"]["ProcessStep"][];
        };
        User: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            email: string;
            name: string;
            roles: ("viewer" | "security_reviewer" | "compliance" | "admin")[];
            is_active: boolean;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        Team: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            name: string;
            members: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        ApiKey: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string;
            name: string;
            /** @description The first characters of the key */
            prefix: string;
            roles: ("viewer" | "security_reviewer" | "compliance" | "admin")[];
            /** Format: uuid */
            user_id: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            revoked_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            last_used_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            updated_at: string;
        };
        ApiKeyCreated: components["schemas"]["ApiKey"] & {
            /** @description Shown this once */
            key: string;
        };
        ApiKeyCreate: {
            name: string;
            roles: ("viewer" | "security_reviewer" | "compliance" | "admin")[];
            /** Format: uuid */
            user_id?: string | null;
            /** Format: date-time */
            expires_at?: string | null;
        };
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant_id: string | null;
            /** @enum {string} */
            actor_type: "user" | "api_key" | "system" | "anonymous";
            /** Format: uuid */
            actor_id: string | null;
            actor_name: string | null;
            /** @example vendor.create */
            action: string;
            target_type: string | null;
            target_id: string | null;
            before?: unknown;
            after?: unknown;
            ip: string | null;
            request_id: string | null;
            /**
             * Format: uuid
             * @description The key by which it was asked for, if by one
             */
            api_key_id: string | null;
            /**
             * Format: date-time
             * @example 2026-05-04T09:30:00.000Z
             */
            occurred_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who calls */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionCreate"];
            };
        };
        responses: {
            /** @description Signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: cve, data_breach, security_alert, vulnerability_disclosure, compliance_violation */
                incident_type?: string;
                /** @description One or several, separated by commas: low, medium, high, critical */
                severity?: string;
                /** @description One or several, separated by commas: new, investigating, resolved, false_positive */
                status?: string;
                source?: string;
                /** @description In id, title or description */
                q?: string;
                min_cvss?: number | null;
                kev?: boolean;
                published_from?: string;
                published_to?: string;
                /** @description With a tracking of this vendor */
                vendor_id?: string;
                sort?: "-published_date" | "published_date" | "-risk_score" | "risk_score" | "-cvss_score" | "cvss_score" | "-severity" | "severity" | "-created_at" | "created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Incidents, as lists show them */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedIncident"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createIncident: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentCreate"];
            };
        };
        responses: {
            /** @description The incident */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The incident */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetail"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentPatch"];
            };
        };
        responses: {
            /** @description The incident */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    matchIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Started */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchStarted"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scanCve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cve_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Started */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchStarted"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importVendors: {
        parameters: {
            query?: {
                /** @description true: says what it would do, and does nothing */
                preview?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description `[{id?, name, legal_name?, website?, criticality?, aliases[], domains[], products[{name, version?, cpe?}], contacts[{name, email, role?}]}]` or CSV with these columns. Lists in a cell are separated by `;` or `|`; a product is `Name [version=…] [cpe=…]`, a contact `Name <email> [role=…]`. */
        requestBody: {
            content: {
                "text/csv": string;
                "application/json": Record<string, never>[];
                "multipart/form-data": {
                    /** Format: binary */
                    file?: string;
                };
            };
        };
        responses: {
            /** @description What became of each row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorImportResult"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportVendors: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The register */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/json": components["schemas"]["Vendor"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metrics"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrends: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendDay"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVendorReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorReport"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVendors: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description In name, legal name, aliases or domains */
                q?: string;
                /** @description One or several, separated by commas: low, medium, high, critical */
                criticality?: string;
                /** @description One or several, separated by commas: clean, monitoring, at_risk, breached, resolved */
                security_status?: string;
                status?: "active" | "archived" | "all";
                owner_id?: string;
                /** @description true: with open trackings */
                open?: boolean;
                sort?: "name" | "-name" | "-created_at" | "created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Vendors */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createVendor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VendorCreate"];
            };
        };
        responses: {
            /** @description The vendor */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVendor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The vendor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archiveVendor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Archived */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateVendor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VendorPatch"];
            };
        };
        responses: {
            /** @description The vendor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkVendor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VendorCheckRequest"];
            };
        };
        responses: {
            /** @description The breaches, most confident first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorCheck"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrackings: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: clean, monitoring, at_risk, breached, resolved */
                status?: string;
                /** @description One or several, separated by commas: pending, in_progress, completed, not_required */
                risk_qualification_status?: string;
                /** @description One or several, separated by commas: responding, awaiting_qualification, awaiting_resolution, resolved */
                phase?: string;
                /** @description The incident's */
                severity?: string;
                /** @description One or several, separated by commas: cve, data_breach, security_alert, vulnerability_disclosure, compliance_violation */
                incident_type?: string;
                /** @description true: not resolved; false: resolved */
                open?: boolean;
                sort?: "-created_at" | "created_at" | "-risk_score" | "risk_score" | "due_date" | "-due_date" | "-match_confidence" | "match_confidence";
                vendor_id?: string;
                incident_id?: string;
                overdue?: boolean;
                /** @description In the vendor's name, the incident's id or title */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trackings */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tracking"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVendorTrackings: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: clean, monitoring, at_risk, breached, resolved */
                status?: string;
                /** @description One or several, separated by commas: pending, in_progress, completed, not_required */
                risk_qualification_status?: string;
                /** @description One or several, separated by commas: responding, awaiting_qualification, awaiting_resolution, resolved */
                phase?: string;
                /** @description The incident's */
                severity?: string;
                /** @description One or several, separated by commas: cve, data_breach, security_alert, vulnerability_disclosure, compliance_violation */
                incident_type?: string;
                /** @description true: not resolved; false: resolved */
                open?: boolean;
                sort?: "-created_at" | "created_at" | "-risk_score" | "risk_score" | "due_date" | "-due_date" | "-match_confidence" | "match_confidence";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trackings */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tracking"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTracking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The vendor's */
                id: string;
                tracking_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tracking */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingDetail"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    qualifyRisk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The vendor's */
                id: string;
                tracking_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QualifyRisk"];
            };
        };
        responses: {
            /** @description The tracking as the decision left it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingDetail"];
                };
            };
            /** @description The decision is accepted; its effects take longer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionAccepted"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveTracking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The vendor's */
                id: string;
                tracking_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resolve"];
            };
        };
        responses: {
            /** @description The tracking as the decision left it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingDetail"];
                };
            };
            /** @description The decision is accepted; its effects take longer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionAccepted"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopenTracking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The vendor's */
                id: string;
                tracking_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reopen"];
            };
        };
        responses: {
            /** @description The tracking as the decision left it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingDetail"];
                };
            };
            /** @description The decision is accepted; its effects take longer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionAccepted"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restartResponse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The vendor's */
                id: string;
                tracking_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case, whose response runs again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingDetail"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainPair: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainRequest"];
            };
        };
        responses: {
            /** @description The explanation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncidentNearMisses: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description A pair is near from this part of min_match_confidence on */
                share?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Near misses, on one page */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NearMiss"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVendorNearMisses: {
        parameters: {
            query?: {
                /** @description A pair is near from this part of min_match_confidence on */
                share?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description Published within */
                days?: number;
                /** @description How many incidents are looked at for a page */
                incidents?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Near misses among the page's incidents, most confident first; perhaps none */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NearMiss"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonitoringConfig"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MonitoringConfigPut"];
            };
        };
        responses: {
            /** @description The configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonitoringConfig"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigPreviewRequest"];
            };
        };
        responses: {
            /** @description What would be gained and lost */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigPreview"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The register in figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCoverageGaps: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description Blind and weak ones unless said otherwise */
                sight?: string;
                /** @description One or several, separated by commas: switched_off, suppressed, same_name, same_domain, outdone, abbreviation, common_word, generic_name, site_differs, other_trade, no_domain, no_products, generic_products */
                cause?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Vendors */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorSight"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSuggestions: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description One or several, separated by commas: domain, alias, product */
                kind?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description From the latest 2,000 sure trackings, on one page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterSuggestion"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVendorCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its coverage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorCoverage"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addVendorIdentifier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentifierCreate"];
            };
        };
        responses: {
            /** @description The vendor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMatchRules: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                vendor_id?: string;
                /** @description One or several, separated by commas: active, expired */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rules */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchRule"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMatchRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Undone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMatchRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MatchRulePatch"];
            };
        };
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchRule"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMatching: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The matcher */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matching"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startScan: {
        parameters: {
            query?: {
                scan_type?: "cve" | "breach" | "feeds" | "all";
                days_back?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Started */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanStarted"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScans: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: cve, breach, feeds, all */
                scan_type?: string;
                /** @description One or several, separated by commas: running, completed, failed */
                status?: string;
                /** @description true: only the last one of each scan type, those of single incidents aside */
                latest?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Scans */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCustomFeeds: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Feeds */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFeed"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCustomFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFeedCreate"];
            };
        };
        responses: {
            /** @description The feed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFeed"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFeed"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCustomFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCustomFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFeedPatch"];
            };
        };
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFeed"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCustomFeedRejects: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rejects */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFeedReject"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewCustomFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFeedPreview"];
            };
        };
        responses: {
            /** @description Entries, or why there are none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFeedPreviewAnswer"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewCustomFeedChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFeedPatch"];
            };
        };
        responses: {
            /** @description Entries, or why there are none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFeedPreviewAnswer"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFeeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Feeds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feed"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFeedRejects: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedReject"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: pending, sent, failed, read, acknowledged */
                status?: string;
                /** @description One or several, separated by commas: low, medium, high, critical */
                severity?: string;
                /** @description One or several, separated by commas: cve_detected, breach_detected, risk_qualification_required */
                alert_type?: string;
                vendor_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alerts */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markAlertRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                unread?: boolean;
                /** @description true: only one's own, for those who may see all */
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markMessageRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActionItems: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: pending, in_progress, completed, cancelled */
                status?: string;
                /** @description One or several, separated by commas: LOW, MEDIUM, HIGH, URGENT */
                priority?: string;
                assigned_to?: ("me" | "none") | string;
                source_type?: string;
                source_id?: string;
                open?: boolean;
                overdue?: boolean;
                sort?: "-created_at" | "created_at" | "due_date" | "-due_date";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Action items */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionItem"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getActionItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The action item */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionItem"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateActionItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionItemPatch"];
            };
        };
        responses: {
            /** @description The action item */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionItem"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine or the database is away; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAssessments: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: tprm, vendor_qualification, risk_assessment */
                assessment_type?: string;
                is_active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Templates */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assessment"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessmentCreate"];
            };
        };
        responses: {
            /** @description The template */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assessment"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assessment"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessmentPatch"];
            };
        };
        responses: {
            /** @description The template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assessment"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAssignments: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: pending, sent, in_progress, submitted, accepted, withdrawn, overdue */
                status?: string;
                vendor_id?: string;
                assessment_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Assignments */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentAssignment"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The assignment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentAssignment"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAssignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentPatch"];
            };
        };
        responses: {
            /** @description The assignment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentAssignment"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProcessConfigurations: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: tprm, vrm, risk_process */
                workflow_type?: string;
                /** @description One or several, separated by commas: active, draft, retired */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Configurations */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowConfiguration"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProcessConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowConfigurationCreate"];
            };
        };
        responses: {
            /** @description The configuration */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowConfiguration"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProcessConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowConfiguration"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProcessConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowConfigurationPatch"];
            };
        };
        responses: {
            /** @description The configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowConfiguration"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProcessInstances: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                /** @description One or several, separated by commas: pending, in_progress, completed, cancelled */
                status?: string;
                vendor_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Processes */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowInstance"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProcessInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowInstance"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                role?: "viewer" | "security_reviewer" | "compliance" | "admin";
                is_active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTeams: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Teams */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        responses: {
            /** @description The key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyCreated"];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in this tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description Rows on a page, at most 200 */
                limit?: number;
                /** @description As given in the Link header */
                cursor?: string;
                action?: string;
                actor_id?: string;
                target_type?: string;
                target_id?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries */
            200: {
                headers: {
                    /** @description rel="next": the next page */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"][];
                };
            };
            /** @description A field is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
