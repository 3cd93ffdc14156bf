import { t } from '../../app/i18n.ts';

/** A topic in a merchant's words, in either of its spellings (`orders/create`, `ORDERS_CREATE`); others as Shopify calls them. */
export function topicWords(topic: string): string {
  switch (topic.toLowerCase().replaceAll(/[/.]/g, '_')) {
    case 'orders_create':
      return t('Orders placed');
    case 'orders_paid':
      return t('Orders paid');
    case 'orders_updated':
      return t('Orders changed');
    case 'orders_edited':
      return t('Orders edited');
    case 'orders_cancelled':
      return t('Orders cancelled');
    case 'orders_fulfilled':
      return t('Orders shipped');
    case 'refunds_create':
      return t('Refunds');
    case 'customers_create':
      return t('New customers');
    case 'customers_update':
      return t('Customers changed');
    case 'customers_delete':
      return t('Customers deleted');
    case 'customers_merge':
      return t('Customers merged');
    case 'customer_tags_added':
      return t('Tags added to customers');
    case 'customer_tags_removed':
      return t('Tags taken from customers');
    case 'customers_email_marketing_consent_update':
      return t('Consent to e-mail');
    case 'customers_marketing_consent_update':
      return t('Consent to text messages');
    case 'customers_whats_app_marketing_consent_update':
      return t('Consent to WhatsApp');
    case 'customer_joined_segment':
      return t('Customers who joined a segment');
    case 'customer_left_segment':
      return t('Customers who left a segment');
    case 'customers_purchasing_summary':
      return t('What customers bought in all');
    case 'checkouts_create':
      return t('Checkouts begun');
    case 'checkouts_update':
      return t('Checkouts changed');
    case 'bulk_operations_finish':
      return t('Exports for the import are ready');
    case 'app_uninstalled':
      return t('Handoff was uninstalled');
    case 'app_scopes_update':
      return t('Handoff’s permissions changed');
    case 'customers_data_request':
      return t('A customer asks for their data');
    case 'customers_redact':
      return t('Erase a customer');
    case 'shop_redact':
      return t('Erase this shop');
    default:
      return topic;
  }
}

/** What was noticed about a webhook. */
export function flagWords(flag: string): string {
  switch (flag) {
    case 'stale':
      return t('came late');
    case 'refetched':
      return t('looked up again');
    case 'superseded':
      return t('older than what was sent');
    case 'body_differs':
      return t('came again with other contents');
    case 'foreign_shop':
      return t('names another shop');
    case 'topic_differs':
      return t('contradicts itself');
    case 'unknown_shop':
      return t('came before the app was first opened');
    case 'unknown_topic':
      return t('of a kind Handoff does not know');
    default:
      return flag;
  }
}
