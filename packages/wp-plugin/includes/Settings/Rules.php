<?php

declare(strict_types=1);

namespace Handoff\Settings;

/** What each setting may be; `SiteSettings` of the REST contract. */
final class Rules
{
    private const MAX_EMAILS = 10;

    /** As the contract reads addresses: stricter than WordPress, which lets stray characters pass. */
    private const EMAIL = '/^(?!\.)(?!.*\.\.)[A-Za-z0-9_\'+\-.]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}\z/';

    /** @return array<string, int|bool|string[]> */
    public static function defaults(): array
    {
        return [
            'retentionDays' => 30,
            'alertEmails' => [],
            'alertsOn' => true,
            'viewRoles' => [],
            'manageRoles' => [],
            'sendIp' => true,
            'sendUserAgent' => true,
            'deleteOnUninstall' => false,
            'paused' => false,
        ];
    }

    /**
     * @param mixed $value
     *
     * @return array<int, array{path: string, message: string}> What is wrong with it; empty where nothing is.
     */
    public static function problems(string $name, $value): array
    {
        switch ($name) {
            case 'retentionDays':
                $ok = is_int($value) && $value >= 3 && $value <= 365;
                return self::unless($ok, "/$name", __('Give a whole number of days from 3 to 365.', 'handoff'));
            case 'alertEmails':
                return self::emailProblems($value);
            case 'viewRoles':
            case 'manageRoles':
                return self::roleProblems($name, $value);
            case 'alertsOn':
            case 'sendIp':
            case 'sendUserAgent':
            case 'deleteOnUninstall':
            case 'paused':
                return self::unless(is_bool($value), "/$name", __('This is either on (true) or off (false).', 'handoff'));
            default:
                return self::unless(false, "/$name", __('There is no such setting.', 'handoff'));
        }
    }

    /**
     * @param mixed $value
     *
     * @return array<int, array{path: string, message: string}>
     */
    private static function emailProblems($value): array
    {
        if (!self::isList($value) || count($value) > self::MAX_EMAILS) {
            return self::unless(false, '/alertEmails', __('Give at most 10 e-mail addresses.', 'handoff'));
        }
        $problems = [];
        foreach ($value as $index => $email) {
            $ok = is_string($email) && strlen($email) <= 254 && preg_match(self::EMAIL, $email) === 1;
            $problems[] = self::unless($ok, "/alertEmails/$index", __('This is not an e-mail address.', 'handoff'));
        }
        return array_merge([], ...$problems);
    }

    /**
     * @param mixed $value
     *
     * @return array<int, array{path: string, message: string}>
     */
    private static function roleProblems(string $name, $value): array
    {
        if (!self::isList($value)) {
            return self::unless(false, "/$name", __('Give a list of roles.', 'handoff'));
        }
        $problems = [];
        foreach ($value as $index => $role) {
            $ok = is_string($role) && wp_roles()->is_role($role);
            $problems[] = self::unless($ok, "/$name/$index", __('There is no such role on this site.', 'handoff'));
        }
        return array_merge([], ...$problems);
    }

    /** @return array<int, array{path: string, message: string}> */
    private static function unless(bool $ok, string $path, string $message): array
    {
        return $ok ? [] : [['path' => $path, 'message' => $message]];
    }

    /** @param mixed $value */
    private static function isList($value): bool
    {
        return is_array($value) && array_values($value) === $value;
    }
}
