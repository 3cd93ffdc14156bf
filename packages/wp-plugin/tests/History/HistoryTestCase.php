<?php

declare(strict_types=1);

namespace Handoff\Tests\History;

use Handoff\History\GapScan;
use Handoff\Tests\TestCase;
use ReflectionProperty;

/** A site with past entries that Handoff was not told of. */
abstract class HistoryTestCase extends TestCase
{
    protected FakeSource $source;

    protected function setUp(): void
    {
        parent::setUp();
        $this->source = new FakeSource();
        $this->use([$this->source]);
        update_option(GapScan::BEGAN, time() - 30 * 86400);
    }

    /** @param FakeSource[] $sources All there are. */
    protected function use(array $sources): void
    {
        $registry = $this->services()->sources();
        $all = new ReflectionProperty($registry, 'sources');
        $all->setAccessible(true);
        $all->setValue($registry, $sources);
    }

    /** Another process takes over: it shares only the database. */
    protected function newProcess(): void
    {
        wp_cache_flush();
        self::forgetServices();
        $this->use([$this->source]);
    }
}
