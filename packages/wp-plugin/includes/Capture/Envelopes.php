<?php

declare(strict_types=1);

namespace Handoff\Capture;

use Handoff\Clock;
use Handoff\Settings\Settings;
use Handoff\Turnstile\Widget;

/** Makes envelopes (`packages/shared/src/event/envelope.ts`) of drafts: within its limits, and with what the owner lets travel. */
final class Envelopes
{
    private const SUBJECT = [
        'email' => 320, 'phone' => 64, 'name' => 300, 'firstName' => 150, 'lastName' => 150, 'company' => 300, 'country' => 2,
    ];
    private const CONTEXT = ['ip' => 64, 'userAgent' => 1024, 'page' => 2048, 'referrer' => 2048, 'locale' => 35, 'honeypot' => 2000];
    private const CONSENT = ['wording' => 4000, 'evidence' => 2000];
    private const FORM = ['id' => 200, 'title' => 300, 'plugin' => 100];
    private const MOST_STATEMENTS = 50;
    /** What a visitor does in the request that captures it, so that the request tells where and how. */
    private const BY_VISITORS = ['form.submitted', 'comment.posted', 'user.registered', 'order.created'];

    private Settings $settings;
    private Clock $clock;

    public function __construct(Settings $settings, Clock $clock)
    {
        $this->settings = $settings;
        $this->clock = $clock;
    }

    /** @return array<string, mixed> */
    public function of(EventDraft $draft, string $origin): array
    {
        $notes = new Notes();
        $data = $draft->data;
        if (is_array($data['form'] ?? null)) {
            $data['form'] = self::texts($data['form'], self::FORM);
        }
        $envelope = [
            'id' => self::newId(),
            'idempotencyKey' => $draft->idempotencyKey(),
            'type' => $draft->type,
            'occurredAt' => Clock::iso($draft->occurredAt ?? $this->clock->now()),
            'data' => (object) (new Answers($notes))->ready($data),
            'subject' => self::subject($draft->subject),
            'context' => $this->context($draft, $origin),
            'consent' => self::consent($draft->consent),
            'signals' => self::signals($draft->signals, $notes),
        ];
        return array_filter($envelope, static fn($part): bool => $part !== []);
    }

    /** UUID version 7: sorts by time. */
    private static function newId(): string
    {
        $hex = sprintf('%012x', (int) (microtime(true) * 1000)) . bin2hex(random_bytes(10));
        $hex[12] = '7';
        $hex[16] = '89ab'[hexdec($hex[16]) % 4];
        return implode('-', sscanf($hex, '%8s%4s%4s%4s%12s'));
    }

    /**
     * @param array<string, mixed> $subject
     *
     * @return array<string, mixed>
     */
    private static function subject(array $subject): array
    {
        $ready = self::texts($subject, self::SUBJECT);
        if (isset($ready['country']) && preg_match('/^[A-Z]{2}$/i', trim((string) $subject['country'])) !== 1) {
            unset($ready['country']);
        }
        unset($ready['externalIds']);
        $ids = array_filter(array_map('strval', array_filter((array) ($subject['externalIds'] ?? []), 'is_scalar')), 'strlen');
        return $ids === [] ? $ready : $ready + ['externalIds' => (object) $ids];
    }

    /** @return array<string, mixed> */
    private function context(EventDraft $draft, string $origin): array
    {
        $context = $draft->context;
        $visit = [];
        if (in_array($origin, ['hook', 'api'], true) && in_array($draft->type, self::BY_VISITORS, true) && !self::isOwnWork()) {
            $visit = RequestContext::current();
            $context += $visit + ['turnstile' => Widget::answer($draft->source, $this->clock->now())];
        }
        foreach (['page', 'referrer'] as $address) {
            if (is_string($context[$address] ?? null)) {
                $context[$address] = Secrets::cleanUrl($context[$address]);
            }
        }
        // Some plugins tell their page without the query it was opened with.
        $utm = RequestContext::utm((string) ($context['page'] ?? ''))
            ?: RequestContext::utm(Secrets::cleanUrl((string) ($visit['page'] ?? '')));
        if ($utm !== [] && empty($context['utm'])) {
            $context['utm'] = (object) $utm;
        }
        $allowed = $this->settings->all();
        foreach (['ip' => 'sendIp', 'userAgent' => 'sendUserAgent'] as $part => $setting) {
            if (empty($allowed[$setting])) {
                unset($context[$part]);
            }
        }
        if (isset($context['secondsToSubmit']) && (!is_numeric($context['secondsToSubmit']) || $context['secondsToSubmit'] < 0)) {
            unset($context['secondsToSubmit']);
        }
        return self::texts($context, self::CONTEXT) + ($origin === 'test' ? ['test' => true] : []);
    }

    /** Cron, command line and admin pages: nobody's visit. Visitors' forms go to two addresses that count as admin. */
    private static function isOwnWork(): bool
    {
        $isAdminPage = is_admin() && !wp_doing_ajax() && ($GLOBALS['pagenow'] ?? '') !== 'admin-post.php';
        return wp_doing_cron() || (defined('WP_CLI') && WP_CLI) || $isAdminPage;
    }

    /**
     * @param array<int, array<string, mixed>> $statements
     *
     * @return array<int, array<string, mixed>>
     */
    private static function consent(array $statements): array
    {
        $known = array_filter($statements, static fn($one): bool => is_array($one) && isset($one['channel'], $one['state']));
        return array_map(
            static fn(array $one): array => self::texts($one, self::CONSENT),
            array_slice(array_values($known), 0, self::MOST_STATEMENTS)
        );
    }

    /**
     * @param array<int, array<string, mixed>> $signals
     *
     * @return array<int, array<string, mixed>>
     */
    private static function signals(array $signals, Notes $notes): array
    {
        $known = array_filter(
            $signals,
            static fn($one): bool => is_array($one)
                && !empty($one['tool'])
                && in_array($one['verdict'] ?? '', ['spam', 'ham', 'unsure'], true)
        );
        $ready = array_map(
            static fn(array $one): array => self::texts($one, ['tool' => 100, 'detail' => 500]),
            array_slice(array_values($known), 0, self::MOST_STATEMENTS - 1)
        );
        $note = $notes->signal();
        return $note === null ? $ready : array_merge($ready, [$note]);
    }

    /**
     * Members without those that say nothing; the named ones as text of at most so many UTF-16 units.
     *
     * @param array<string, mixed> $members
     * @param array<string, int>   $limits
     *
     * @return array<string, mixed>
     */
    private static function texts(array $members, array $limits): array
    {
        $ready = [];
        foreach ($members as $name => $value) {
            if (isset($limits[$name])) {
                $value = is_scalar($value) ? Text::clip(Text::clean(trim((string) $value)), $limits[$name]) : '';
            }
            // An empty hidden field says that nobody filled it, an empty token that the visitor has none.
            if ($value !== null && ($value !== '' || in_array($name, ['honeypot', 'turnstile'], true))) {
                $ready[$name] = is_string($value) ? Text::clean($value) : $value;
            }
        }
        return $ready;
    }
}
