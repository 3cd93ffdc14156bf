<?php

declare(strict_types=1);

namespace Handoff\Tests\Capture;

use Handoff\Capture\FileInfo;
use Handoff\Tests\TestCase;

final class FileInfoTest extends TestCase
{
    public function testOneUploadOrSeveral(): void
    {
        self::assertSame(
            [['name' => 'plan b.pdf', 'type' => 'application/pdf', 'size' => 6]],
            FileInfo::ofUpload(['name' => 'C:\\fakepath\\plan b.pdf', 'size' => 6, 'tmp_name' => '/tmp/phpX'])
        );
        self::assertSame(
            [['name' => 'a.png', 'type' => 'image/png', 'size' => 1], ['name' => 'b']],
            FileInfo::ofUpload(['name' => ['a.png', '', 'b'], 'size' => [1, 0], 'tmp_name' => ['/tmp/1', '', '/tmp/2']])
        );
        self::assertSame([], FileInfo::ofUpload([]));
        self::assertSame([], FileInfo::ofUpload(['name' => '', 'size' => 0]));
    }

    public function testAStoredFileTellsItsSizeWhereItIsTheSites(): void
    {
        $uploads = wp_get_upload_dir();
        wp_mkdir_p($uploads['basedir'] . '/forms');
        file_put_contents($uploads['basedir'] . '/forms/täst 1.txt', 'abc');
        $url = $uploads['baseurl'] . '/forms/' . rawurlencode('täst 1.txt');

        $file = ['name' => 'täst 1.txt', 'type' => 'text/plain', 'size' => 3];
        self::assertSame([$file], FileInfo::ofPlaces($url));
        self::assertSame([$file], FileInfo::ofPlaces([$uploads['basedir'] . '/forms/täst 1.txt']));
        self::assertSame([$file, ['name' => 'b.zip', 'type' => 'application/zip']], FileInfo::ofPlaces("$url, https://cdn.example/b.zip?token=x"));
        self::assertSame([$file, $file], FileInfo::ofPlaces("$url\n$url"));
        self::assertSame([], FileInfo::ofPlaces(''));
    }

    public function testAPlaceCannotLeadOutOfTheUploads(): void
    {
        $uploads = wp_get_upload_dir();
        $config = ABSPATH . 'wp-config.php';
        self::assertFileExists($config);
        self::assertSame([['name' => 'wp-config.php']], FileInfo::ofPlaces($config));
        $found = FileInfo::ofPlaces($uploads['baseurl'] . '/../../wp-config.php');
        self::assertArrayNotHasKey('size', $found[0]);
        $found = FileInfo::ofPlaces($uploads['baseurl'] . '/%2e%2e/%2e%2e/wp-config.php');
        self::assertArrayNotHasKey('size', $found[0]);
    }

    public function testAProtectedDownloadHasItsNameInTheQuery(): void
    {
        $url = 'https://site.example/index.php/?gf-download=2026%2F11%2Fplan.pdf&form-id=1&field-id=8&hash=abc';
        self::assertSame('plan.pdf', FileInfo::ofPlaces('https://site.example/?gf-download=2026%2F11%2Fplan.pdf&hash=abc')[0]['name']);
        self::assertStringNotContainsString('abc', (string) json_encode(FileInfo::ofPlaces($url)));
    }

    public function testAttachmentsGoByTheirFile(): void
    {
        $path = wp_get_upload_dir()['basedir'] . '/leaf.pdf';
        file_put_contents($path, 'leaf');
        $id = wp_insert_attachment(['post_title' => 'Leaf', 'post_mime_type' => 'application/pdf'], $path);
        $gone = wp_insert_attachment(['post_title' => 'Gone', 'post_mime_type' => 'application/pdf'], '/elsewhere/gone.pdf');
        self::assertSame([
            ['name' => 'leaf.pdf', 'type' => 'application/pdf', 'size' => 4],
            ['name' => 'gone.pdf', 'type' => 'application/pdf'],
        ], FileInfo::ofAttachments([$id, $gone]));
        self::assertSame([], FileInfo::ofAttachments(''));
    }
}
