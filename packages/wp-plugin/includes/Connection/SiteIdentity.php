<?php

declare(strict_types=1);

namespace Handoff\Connection;

/**
 * Which installation this is, so that a copy of a paired site (staging, a developer's machine) is told from the site
 * itself. Read from what is stored and configured, not from what filters or the present request say: multilingual
 * plugins change `home_url()` per language and WP-CLI knows no host.
 */
final class SiteIdentity
{
    private const MAX_ALIASES = 20;

    /** The stored address of the site and of WordPress itself. */
    public string $home;
    public string $siteUrl;

    /** WP_HOME of wp-config.php where it names a host; else empty. */
    public string $configured;

    /** A hash of where the database and the files are. */
    public string $install;

    /** production, staging, development or local. */
    public string $environment;

    /** Further addresses a person said are this site's. @var string[] */
    public array $aliases = [];

    public static function present(): self
    {
        global $wpdb;
        $here = new self();
        $stored = wp_load_alloptions();
        $here->home = (string) ($stored['home'] ?? '');
        $here->siteUrl = (string) ($stored['siteurl'] ?? '');
        $here->configured = !is_multisite() && defined('WP_HOME') && self::hostOf((string) WP_HOME) !== '' ? (string) WP_HOME : '';
        $place = [DB_HOST, DB_NAME, DB_USER, $wpdb->prefix, ABSPATH];
        $here->install = hash('sha256', 'handoff/install/v1' . implode("\n", $place));
        $here->environment = wp_get_environment_type();
        return $here;
    }

    /** @param mixed $stored What `toArray` gave. */
    public static function fromArray($stored): self
    {
        $stored = is_array($stored) ? $stored : [];
        $identity = new self();
        foreach (['home', 'siteUrl', 'configured', 'install', 'environment'] as $part) {
            $identity->{$part} = is_string($stored[$part] ?? null) ? $stored[$part] : '';
        }
        $identity->aliases = array_values(array_filter((array) ($stored['aliases'] ?? []), 'is_string'));
        return $identity;
    }

    /** @return array<string, string|string[]> */
    public function toArray(): array
    {
        return get_object_vars($this);
    }

    /** The address people and the server know the site by. */
    public function url(): string
    {
        return untrailingslashit($this->configured === '' ? $this->home : $this->configured);
    }

    /** Whether WordPress' own pages, such as its registration, are at the host the server knows the site by. */
    public function hasOwnLogin(): bool
    {
        return self::hostOf((string) get_option('siteurl')) === self::hostOf($this->url());
    }

    /**
     * Whether this may be a copy of the site that was paired. When in doubt yes: a question too many costs a click, a
     * copy that sends costs a wrong record in somebody's books.
     */
    public function isCopyOf(self $paired): bool
    {
        if ($this->environment !== $paired->environment) {
            return true;
        }
        foreach (array_merge([$paired->url()], $paired->aliases) as $known) {
            if (self::plain($this->url()) === self::plain($known)) {
                return false;
            }
        }
        // What is left that is no copy: the front page moved into a folder of the same installation, or out of it.
        return !($this->install === $paired->install
            && self::plain($this->siteUrl) === self::plain($paired->siteUrl)
            && self::hostOf($this->url()) === self::hostOf($paired->url()));
    }

    /**
     * The identity to go by once a person said that this is the paired site. One installation may answer under several
     * addresses, by a WP_HOME that is taken from the request: then the new one is good beside the others.
     */
    public function after(self $paired): self
    {
        $next = clone $this;
        $answersToSeveral = $this->configured !== ''
            && $paired->configured !== ''
            && $this->install === $paired->install
            && self::plain($this->home) === self::plain($paired->home);
        $next->aliases = $answersToSeveral ? array_slice(array_merge([$paired->url()], $paired->aliases), 0, self::MAX_ALIASES) : [];
        return $next;
    }

    /** An address without what may change on one and the same site: scheme, `www.`, letter case, a slash at the end. */
    private static function plain(string $url): string
    {
        $parts = wp_parse_url($url);
        $parts = is_array($parts) ? $parts : [];
        $port = isset($parts['port']) && !in_array($parts['port'], [80, 443], true) ? ':' . $parts['port'] : '';
        return self::hostOf($url) . $port . rtrim((string) ($parts['path'] ?? ''), '/');
    }

    private static function hostOf(string $url): string
    {
        return (string) preg_replace('/^www\./', '', strtolower((string) wp_parse_url($url, PHP_URL_HOST)));
    }
}
