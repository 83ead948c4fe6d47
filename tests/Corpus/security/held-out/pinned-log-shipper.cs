// source: CWE-295 (https://cwe.mitre.org/data/definitions/295.html), CWE-1333 (https://cwe.mitre.org/data/definitions/1333.html)
// why: The callback asks for errors and for the pinned certificate; patterns are linear, limited in time or matched without backtracking.
// expect: none

using System;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Corpus.HeldOut.PinnedLogShipper;

public sealed class PinnedLogShipper : IDisposable
{
    private static readonly Regex Day = new(@"^\d{4}-\d{2}-\d{2}", RegexOptions.CultureInvariant);
    private static readonly Regex Pairs = new(@"^(\w+=\w*;?)+$", RegexOptions.None, TimeSpan.FromMilliseconds(200));
    private static readonly Regex Quoted = new(@"(""[^""]*"",?)*", RegexOptions.NonBacktracking);
    private readonly HttpClient _client;

    public PinnedLogShipper(Uri target, string pinnedThumbprint)
    {
        var handler = new HttpClientHandler
        {
            CheckCertificateRevocationList = true,
            ServerCertificateCustomValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None
                && certificate is not null
                && certificate.GetCertHashString(HashAlgorithmName.SHA256) == pinnedThumbprint,
        };
        _client = new HttpClient(handler) { BaseAddress = target };
    }

    public HttpClient Client => _client;

    public static bool IsEntry(string line) => Day.IsMatch(line) || Pairs.IsMatch(line) || Quoted.IsMatch(line);

    public static string Mask(string line, string word)
    {
        return Regex.Replace(line, Regex.Escape(word), "#", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
    }

    public static int CountBlanks(string line) => Regex.Count(line, @"[ \t]+");

    public void Dispose() => _client.Dispose();
}
