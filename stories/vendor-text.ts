/** What to export or ask for, vendor by vendor; a section of the page of `data-source`. */
export const vendorText = `### From HubSpot, Salesforce, Pipedrive, Anaplan, Encharge

\`preset\` says whose data it is. Records of the interface and exported files are both understood; fields that no column needs are left out and listed. \
A page should not hold a vendor's key: let your server ask and give the answers on, or ask in \`fetcher\`.

**HubSpot** (\`preset="hubspot"\`). Deals: \`GET /crm/v3/objects/deals\` with the properties \`dealname, amount, deal_currency_code, dealstage, pipeline, createdate, closedate, \
hs_is_closed, hs_is_closed_won, hs_deal_stage_probability, hubspot_owner_id, dealtype, hs_analytics_source, closed_lost_reason, hs_lastmodifieddate\` and \`associations=contacts,companies\`. \
Stage history: the same with \`propertiesWithHistory=dealstage,amount,hubspot_owner_id,pipeline\`, once more as \`table="stage_history"\`; without it the properties \`hs_v2_date_entered_…\` and \`hs_v2_date_exited_…\` do. \
Leads: \`contacts\` with the \`hs_lifecyclestage_…_date\` properties and \`hs_first_outreach_date\`. Activities: \`calls\`, \`emails\`, \`meetings\`, \`communications\` with \`hs_timestamp\`, the direction and \`associations=contacts,deals\`. \
Also \`owners\`, \`companies\` (as accounts or customers), \`products\`, \`line_items\`. Or the CSV of an index page. The close date of an open deal is read as the expected one.

**Salesforce** (\`preset="salesforce"\`). The \`records\` of a query, or the CSV of a data export: \`Opportunity\` (with \`IsWon, IsClosed, Probability, CreatedDate\`) as deals, \`OpportunityHistory\` as stage history \
(\`OpportunityFieldHistory\` where stage changes are tracked there), \`Lead\`, \`Task\` and \`Event\` as activities, \`OpportunityLineItem\`, \`User\`, \`Account\`, \`Product2\`. Ids of 15 and of 18 characters are the same id. \
Tasks that are not completed are left out as planned.

**Pipedrive** (\`preset="pipedrive"\`). \`/v1/deals\` or \`/api/v2/deals\`, \`/v1/leads\`, \`/v1/activities\`, \`/v1/deals/{id}/flow\` as stage history, \`users\`, \`organizations\`, \`products\`, \`/deals/{id}/products\`; or the exported list of deals. \
Times without zone are UTC in the interface, local in the export. An amount of 0 is read as not given; \`options: { zeroIsNull: false }\` keeps it. An archived lead is a disqualified one.

**Anaplan** (\`preset="anaplan"\`, \`table="forecasts"\`). The grid export of a view with time on columns, or a tabular export; the item of Versions on a page or row tells forecast from actual. \
Subtotal columns such as \`Q1 FY20\` and \`FY20\` are left out beside months; alone they are read by \`fiscal-year-start\`. Where line items stand in the rows, name the one to read: \`columns: { amount: 'Revenue' }\`. Export it as a file: the page should not call the transactional interface.

**Encharge** (\`preset="encharge"\`). People, from the interface or the export, as leads: first UTM source, campaign, lead score, and segments as segments; who is in several has a segment of their combination. \
Events as activities: opens, clicks, replies, visits, forms. Tags have no column of their own: \`columns: { segment: 'tags' }\` takes them.`;
