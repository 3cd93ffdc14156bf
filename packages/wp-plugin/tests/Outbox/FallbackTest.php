<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox;

use Handoff\Admin\Health;
use Handoff\Outbox\AddResult;
use Handoff\Outbox\Entry;
use Handoff\Outbox\FallbackFolder;
use Handoff\Outbox\FileFallback;
use Handoff\Outbox\Outbox;
use Handoff\Outbox\Table;

/** What happens to events while the database does not take them. */
final class FallbackTest extends OutboxTestCase
{
    /** @var callable|null */
    private $breaking = null;

    /** @dataProvider failures */
    public function testAnEventTheDatabaseRefusesIsInTheFileAndBackExactlyOnce(string $broken): void
    {
        $this->addMany('before');
        $this->breakInserts($broken);
        ob_start();
        $results = [$this->add('ada')->status, $this->add('bo')->status, $this->add('ada')->status];
        self::assertSame('', (string) ob_get_clean(), 'Nothing is printed.');
        self::assertSame([AddResult::IN_FILE, AddResult::IN_FILE, AddResult::IN_FILE], $results);
        self::assertSame(3, $this->outbox()->counts()['inFile']);
        $this->mendInserts();

        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(3, $this->sendNow()->sent);
        self::assertSame([['before', 'ada', 'bo']], $this->requested());
        self::assertSame(0, $this->outbox()->counts()['inFile']);
        self::assertSame('file', $this->row('ada')['origin']);
        self::assertSame('ada@example.com', $this->row('ada')['contact']);
        $this->sendNow();
        self::assertSame(['before: delivered', 'ada: delivered', 'bo: delivered'], $this->states());
    }

    /** @return array<string, string[]> */
    public function failures(): array
    {
        return [
            'the disk is full' => ["INSERT INTO elsewhere_full VALUES (1)"],
            'the statement is cut off' => ['INSERT'],
            'a plugin swallows the query' => [''],
        ];
    }

    public function testWhatWaitsInTheFileForLongIsAConcern(): void
    {
        $this->breakInserts('INSERT');
        $this->add('ada');
        $this->moveClock(1800);
        $this->add('bo');
        $health = fn(): Health => new Health($this->services());
        self::assertSame([2, []], [$health()->waiting(), $health()->concerns()]);
        $this->moveClock(2400);
        // A sweep that cannot bring it into the table leaves it where it is.
        $this->outbox()->importFile('__return_true');
        self::assertSame(['Events have been waiting to be sent for more than an hour. They are kept.'], $health()->concerns());
        $since = $this->services()->clock()->now() - 4200;
        self::assertEqualsWithDelta($since, strtotime($this->outbox()->counts()['oldestPendingAt']), 2);
        $this->mendInserts();
        self::removeFolders();
        self::assertNull($this->outbox()->counts()['oldestPendingAt']);
    }

    public function testAMissingTableIsMadeAgain(): void
    {
        global $wpdb;
        $this->commit(); // A table is made and dropped here, which commits by itself.
        $prefix = $wpdb->prefix;
        $wpdb->prefix = 'fallback_test_';
        try {
            self::assertSame(AddResult::IN_FILE, $this->add('ada')->status);
            $this->outbox()->importFile('__return_true');
            self::assertSame(['ada: pending'], $this->states());
            self::assertSame(0, $this->outbox()->counts()['inFile']);
        } finally {
            (new Table())->drop();
            $wpdb->prefix = $prefix;
        }
    }

    public function testAnErrorThrownByThePluginsAroundUsGoesToTheFileToo(): void
    {
        $this->breaking = static function (string $query): string {
            if (strpos($query, 'INSERT') === 0) {
                throw new \RuntimeException('A query monitor broke.');
            }
            return $query;
        };
        add_filter('query', $this->breaking);
        self::assertSame(AddResult::IN_FILE, $this->add('ada')->status);
        $this->mendInserts();
    }

    public function testWhatNeitherDatabaseNorDiskTakeIsSaidToBeLost(): void
    {
        $this->breakInserts('INSERT');
        $nowhere = new FileFallback(new FallbackFolder(['/nonexistent']));
        $outbox = new Outbox(new Table(), $this->services()->clock(), $nowhere);
        $result = $outbox->add(self::envelope('ada'), 'hook', 's', 'f', 'c');
        self::assertSame([AddResult::LOST, 'id-ada'], [$result->status, $result->eventId]);
    }

    public function testWhileTheDatabaseIsAwayTheFileKeepsEverything(): void
    {
        $this->breakInserts('INSERT');
        foreach (range(1, 10) as $number) {
            $this->add("n$number");
        }
        $tries = 0;
        $keep = function (Entry $entry) use (&$tries): bool {
            $tries++;
            return false;
        };
        $file = new FileFallback();
        self::assertSame(0, $file->drain($keep));
        self::assertSame(3, $tries, 'Ten tries at a database that is away would take ten times as long.');
        self::assertSame(10, $file->count());
        $this->add('n11');
        $this->mendInserts();
        $this->outbox()->importFile('__return_true');
        self::assertCount(11, $this->states());
        self::assertSame(0, $file->count());
    }

    public function testOnesThatNeverFitDoNotKeepTheOthersBack(): void
    {
        $this->breakInserts('INSERT');
        foreach (['huge1', 'huge2', 'huge3', 'a', 'b'] as $name) {
            $this->add($name);
        }
        $this->mendInserts();
        $taken = [];
        $take = static function (Entry $entry) use (&$taken): bool {
            $fits = strpos($entry->eventId, 'huge') === false;
            $taken = array_merge($taken, $fits ? [$entry->eventId] : []);
            return $fits;
        };
        $file = new FileFallback();
        $file->drain($take);
        self::assertSame(2, $file->drain($take));
        self::assertSame(['id-a', 'id-b'], $taken);
        self::assertSame(3, $file->count());
    }

    public function testASweepWithoutTimeLeavesTheRestForTheNext(): void
    {
        $this->breakInserts('INSERT');
        foreach (range(1, 6) as $number) {
            $this->add("n$number");
        }
        $this->mendInserts();
        $asked = 0;
        $this->outbox()->importFile(static function () use (&$asked): bool {
            return ++$asked <= 2;
        });
        self::assertSame(['n1: pending', 'n2: pending'], $this->states());
        self::assertSame(4, $this->outbox()->counts()['inFile']);
        $this->outbox()->importFile('__return_true');
        self::assertCount(6, $this->states());
    }

    public function testAWriterWhoWasEndedHalfWaySpoilsOnlyItsOwnLine(): void
    {
        $this->breakInserts('INSERT');
        $this->add('ada');
        [$folder] = (new FallbackFolder())->all();
        file_put_contents("$folder/waiting-1.php", '{"eventId":"id-torn","payl', FILE_APPEND);
        $this->add('bo');
        $this->mendInserts();
        $this->outbox()->importFile('__return_true');
        self::assertSame(['ada: pending', 'bo: pending'], $this->states());
        self::assertStringContainsString('id-torn', (string) file_get_contents("$folder/damaged-1.php"));
    }

    public function testTheFolderIsClosedAndItsFilesShowNothing(): void
    {
        $this->breakInserts('INSERT');
        $this->add('ada', ['data' => ['x' => "<?php echo 'run'; ?>\n<?= 1"]]);
        [$folder] = (new FallbackFolder())->all();
        self::assertMatchesRegularExpression('~^' . preg_quote(WP_CONTENT_DIR, '~') . '/handoff-outbox-[0-9a-f]{32}$~', $folder);
        self::assertStringContainsString('Require all denied', (string) file_get_contents("$folder/.htaccess"));
        self::assertFileExists("$folder/index.php");
        self::assertSame(0700, fileperms($folder) & 0777);
        $shown = shell_exec(escapeshellarg(PHP_BINARY) . ' ' . escapeshellarg("$folder/waiting-1.php") . ' 2>&1');
        self::assertSame('', (string) $shown);
    }

    public function testAnotherFolderIsMadeWhereTheFirstCannotBeWritten(): void
    {
        $folders = new FallbackFolder();
        $blocked = (string) $folders->make();
        mkdir("$blocked/waiting-1.php");
        $this->breakInserts('INSERT');
        self::assertSame(AddResult::IN_FILE, $this->add('ada')->status);
        self::assertCount(2, $folders->all());
        rmdir("$blocked/waiting-1.php");
        $this->mendInserts();
        $this->outbox()->importFile('__return_true');
        self::assertSame(['ada: pending'], $this->states());
    }

    public function testOnAHostThatAllowsOnlyUploadsItHasAPlaceOfItsOwnThere(): void
    {
        $uploads = WP_CONTENT_DIR . '/uploads';
        wp_mkdir_p($uploads);
        $folders = new FallbackFolder(["$uploads/handoff"]);
        self::assertSame([], $folders->all());
        $folder = (string) $folders->make();
        self::assertMatchesRegularExpression('~^' . preg_quote($uploads, '~') . '/handoff/handoff-outbox-[0-9a-f]{32}$~', $folder);
        self::assertFileExists("$uploads/handoff/index.php", 'A list of its folders would tell their names.');
        self::assertContains($folder, (new FallbackFolder())->all());
        $folders->removeIfEmpty($folder);
        self::assertDirectoryDoesNotExist("$uploads/handoff");
    }

    public function testAdminPagesDoNotWaitUntilAllUploadsAreListed(): void
    {
        $folder = WP_CONTENT_DIR . '/uploads/handoff-outbox-' . str_repeat('a', 32);
        wp_mkdir_p($folder);
        try {
            self::assertSame([], (new FallbackFolder())->all());
        } finally {
            rmdir($folder);
        }
    }

    /** Replaces what is sent to the database in place of our INSERT. */
    private function breakInserts(string $broken): void
    {
        $this->breaking = static function (string $query) use ($broken): string {
            return strpos($query, 'handoff_outbox') !== false && strpos($query, 'INSERT') === 0 ? $broken : $query;
        };
        add_filter('query', $this->breaking);
    }

    private function mendInserts(): void
    {
        remove_filter('query', $this->breaking);
    }
}
