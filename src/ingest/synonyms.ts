import { type ColumnType, schema, type TableName } from '../model/schema.js';

/**
 * What other systems call our columns, after vendor marks are taken off (header-names.ts): HubSpot, Salesforce, Pipedrive, Anaplan,
 * Encharge, German exports and the common training data. Earlier names win over later ones; `~` marks a name that is only near.
 * Columns with `$` exist during loading only: flags and dates from which status and closed_at are made.
 */
export const helperColumns = {
  deals: { $is_won: 'boolean', $is_closed: 'boolean', $won_at: 'instant', $lost_at: 'instant' },
} as const satisfies Partial<Record<TableName, Record<string, ColumnType>>>;

/** Type of a column or helper column; undefined = the table has none of that name. */
export const columnType = (table: TableName, column: string): ColumnType | undefined => {
  const helpers: Readonly<Record<string, ColumnType>> = table === 'deals' ? helperColumns.deals : {};
  const columns: Readonly<Record<string, ColumnType>> = schema[table];
  return Object.hasOwn(columns, column) ? columns[column] : Object.hasOwn(helpers, column) ? helpers[column] : undefined;
};

/** Names that mean one thing here and another there: offered, never taken without asking. Written with their vendor marks. */
export const doubtfulHeaders: ReadonlySet<string> =
  new Set(['hs_mrr', 'hs_margin', 'hs_meeting_outcome', 'hs_call_disposition', 'hubspotscore', 'laufzeitende']);

const owner = 'owner hubspot_owner_id ownerid user_id sales_agent sales_rep salesperson account_executive owner_name deal_owner opportunity_owner ' +
  'verkaeufer vertriebsmitarbeiter zustaendig verantwortlich betreuer rep inhaber besitzer deal_inhaber opportunity_inhaber deal_besitzer';
const customer = 'customer accountid account_id account company_id company org_id organization_id kunden_id kundennr kundennummer kunde firma';
const product = 'product product2id product_name produkt artikel produkt_id produktname artikelnummer';
const currency = 'currency_code currencyisocode deal_currency_code waehrung';
const created = 'createdate created_date created_time add_time date_created createdat created erstellt_am erstellt angelegt_am anlagedatum erstelldatum';
const source = 'lead_source analytics_source source_name original_source first_utm_source utm_source channel quelle leadquelle herkunft';
const segment = 'kundensegment customer_segment market_segment';
const region = 'gebiet territory vertriebsgebiet sales_region regional_office';

const shared = {
  updated_at: 'lastmodifieddate last_modified_date last_modified update_time modified_time updated updatedat modified_at modified_date geaendert_am aktualisiert_am systemmodstamp',
  deleted: 'is_deleted geloescht',
  archived: 'archiviert',
  test: 'is_test testdatensatz',
};
const campaign = 'campaign_id utm_campaign kampagne';

export const synonyms: { readonly [T in TableName]: Readonly<Record<string, string>> } = {
  deals: {
    id: 'opportunity_id opp_id deal_id object_id record_id datensatz_id auftrag_id auftrags_id auftragsnummer auftragsnr chance_id chancen_id ~auftrag ~chance',
    name: 'dealname deal_name opportunity_name title titel bezeichnung ~auftrag ~chance',
    created_at: `${created} ~engage_date`,
    first_contact_at: 'first_contact first_contact_date erstkontakt erstkontakt_am',
    lead_id: 'lead',
    score: 'lead_score leadscore',
    stage: 'dealstage deal_stage stage_name sales_stage stage_id pipeline_stage phase deal_phase verkaufsphase vertriebsphase stufe',
    pipeline: 'pipeline_id pipeline_name',
    probability: 'deal_stage_probability stage_probability win_probability wahrscheinlichkeit abschlusswahrscheinlichkeit',
    status: 'deal_status opportunity_status zustand',
    $is_won: 'is_closed_won is_won ~won',
    $is_closed: 'is_closed ~closed',
    $won_at: 'won_time won_date gewonnen_am ~won',
    $lost_at: 'lost_time lost_date verloren_am ~lost',
    closed_at: 'closedate close_time closed_date closed_on closing_date abschlussdatum schlusstermin abgeschlossen_am geschlossen_am abschluss_am ~closed',
    expected_close_at: 'expected_close_date expected_close vorauss_abschluss voraussichtlicher_abschluss erwarteter_abschluss',
    amount: 'value close_value deal_value deal_amount opportunity_amount betrag wert auftragswert umsatz volumen auftragsvolumen amount_in_home_currency',
    currency,
    margin: 'marge deckungsbeitrag db gross_profit',
    owner_id: owner,
    source: source.replace(' channel', ''),
    segment, region,
    account_id: customer,
    product_id: product,
    lost_reason: 'closed_lost_reason loss_reason verlustgrund',
    type: 'dealtype opportunity_type typ geschaeftsart',
    campaign, ...shared,
  },
  leads: {
    id: 'lead_id vid object_id record_id datensatz_id user_id kontakt_id contact_id',
    received_at: `${created} received eingang eingangsdatum eingegangen_am lifecyclestage_lead_date`,
    handed_over_at: 'lifecyclestage_marketingqualifiedlead_date mql_date first_mql_date uebergabe uebergabedatum uebergeben_am',
    assigned_at: 'hubspot_owner_assigneddate owner_assigned_date assigned_date zugewiesen_am',
    owner_id: owner.replace(' user_id', ''),
    first_response_at: 'first_outreach_date first_response erstkontakt erste_reaktion sa_first_engagement_date',
    qualified_at: 'lifecyclestage_opportunity_date converted_date qualified_date qualifiziert_am konvertiert_am',
    opp_id: 'converted_opportunity_id opportunity_id deal_id',
    disqualified_at: 'disqualified_date unqualified_date disqualifiziert_am',
    disq_reason: 'disqualification_reason unqualified_reason disqualifizierungsgrund',
    source, segment, region,
    score: 'lead_score leadscore hubspotscore',
    email: 'e_mail email_address mail e_mail_adresse',
    campaign, ...shared,
  },
  activities: {
    id: 'activity_id engagement_id object_id record_id datensatz_id aktivitaet_id',
    lead_id: 'lead who_id contact_id person_id kontakt_id',
    deal_id: 'deal what_id opportunity_id',
    occurred_at: 'timestamp activity_date marked_as_done_time date datum zeitpunkt start_time',
    kind: 'type engagement_type activity_type task_subtype event_type art typ aktivitaet',
    channel: 'kanal',
    actor: 'akteur',
    direction: 'call_direction call_type richtung',
    automated: 'is_automated automatisch',
    outcome: 'ergebnis meeting_outcome call_disposition',
    booked_at: 'booked_date gebucht_am',
    created_at: created,
    campaign, ...shared,
  },
  stage_history: {
    deal_id: 'opportunity_id deal auftrag_id auftrags_id',
    stage: 'stage_name dealstage deal_stage new_stage stage_id phase stufe',
    entered_at: 'date_entered entered stage_change_time change_timestamp created_date timestamp eingetreten_am',
    left_at: 'date_exited exited_at left verlassen_am',
    outcome: 'ergebnis',
    order: 'stage_order display_order sort_order reihenfolge',
    amount: 'betrag wert',
    owner_id: owner,
    pipeline: 'pipeline_id pipeline_name',
    ...shared,
  },
  deal_lines: {
    deal_id: 'opportunity_id deal auftrag_id auftrags_id auftrag',
    product_id: product,
    qty: 'quantity menge anzahl stueck',
    unit_price: 'price preis einzelpreis stueckpreis sales_price',
    total: 'total_price amount gesamt gesamtpreis summe betrag',
    margin: 'deckungsbeitrag marge db',
    ...shared,
  },
  customers: {
    id: `customer_id object_id record_id datensatz_id ${customer}`,
    first_won_at: 'first_deal_close_date first_deal_closed_date customer_since became_customer kunde_seit erstkauf',
    acquired_channel: 'acquisition_channel channel kanal source quelle',
    sold_by: owner,
    segment: `${segment} sector industry branche`,
    ...shared,
  },
  subscriptions: {
    customer_id: customer,
    started_at: 'start_date start contract_start subscription_start vertragsbeginn beginn',
    ended_at: 'end_date end ended churned_at cancelled_at canceled_at contract_end subscription_end kuendigung gekuendigt_zum vertragsende laufzeitende',
    end_reason: 'churn_reason cancellation_reason kuendigungsgrund',
    mrr: 'monthly_recurring_revenue monatsumsatz',
    currency,
    product_id: product,
    ...shared,
  },
  revenue: {
    customer_id: customer,
    occurred_at: 'date invoice_date order_date revenue_date datum rechnungsdatum buchungsdatum',
    amount: 'revenue umsatz value total invoice_amount betrag rechnungsbetrag',
    margin: 'db deckungsbeitrag marge gross_profit',
    currency, ...shared,
  },
  spend: {
    period_start: 'start start_date date month monat datum von zeitraum period',
    period_end: 'end end_date bis',
    kind: 'type department kostenart bereich abteilung',
    channel: 'kanal source medium',
    organic: 'is_organic organisch',
    amount: 'cost costs spend kosten budget ausgaben betrag amount_spent',
    currency, campaign, ...shared,
  },
  forecasts: {
    made_at: 'snapshot_date forecast_date created_at created_date erstellt_am prognosedatum stand',
    period_start: 'start start_date von',
    period_end: 'end end_date bis',
    series: 'serie owner owner_id segment',
    category: 'forecast_category kategorie version versions',
    amount: 'forecast value prognose betrag wert',
    currency, ...shared,
  },
  targets: {
    kpi: 'metric kennzahl', period: 'zeitraum quartal', segment: '', value: 'target quota ziel zielwert quote soll', direction: 'richtung', ...shared,
  },
  milestones: {
    id: 'milestone_id milestone meilenstein', kpi: 'metric kennzahl', segment: '', start_at: 'start_date beginn', start_value: 'startwert',
    due_at: 'due_date due faellig_am deadline', target: 'ziel zielwert', owner: 'owner_id verantwortlich', ...shared,
  },
  fx: { ccy: `currency ${currency}`, fx_day: 'date day datum tag', rate: 'exchange_rate kurs wechselkurs', ...shared },
  products: {
    id: 'product_id object_id record_id datensatz_id produkt_id artikelnummer sku product2id',
    name: 'product product_name produkt artikel produktname artikelname title',
    category: 'series family product_family kategorie produktgruppe serie',
    commission: 'commission_rate provision provisionssatz',
    list_price: 'sales_price unit_price price preis listenpreis verkaufspreis',
    ...shared,
  },
  owners: {
    id: 'owner_id user_id object_id verkaeufer_id',
    name: 'sales_agent full_name owner_name owner sales_rep verkaeufer vertriebsmitarbeiter',
    team: 'manager team_name team_lead teamleiter abteilung',
    region,
    started_at: 'start_date hire_date eintritt eintrittsdatum',
    trained: 'geschult',
    ...shared,
  },
  accounts: {
    id: 'account_id company_id org_id object_id record_id datensatz_id kundennr kundennummer',
    name: 'account company company_name account_name organization firma kunde',
    segment: `sector industry branche ${segment}`,
    ...shared,
  },
};
