// source: OWASP ASVS 12.3.1 (https://owasp.org/www-project-application-security-verification-standard/)
// why: only the last part of the name is used, and the user is a number
// expect: none

using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.AvatarUpload;

public sealed class AvatarUpload
{
    private const string Folder = "/srv/avatars";
    private static readonly string[] Extensions = [".png", ".jpg", ".webp"];

    public async Task<string> SaveAsync(int user, string fileName, Stream picture, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(fileName);
        if (!Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidDataException("A picture is a png, jpg or webp.");
        }

        var folder = Path.Combine(Folder, user.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        await using var file = File.Create(Path.Combine(folder, name));
        await picture.CopyToAsync(file, cancellationToken);
        return name;
    }
}
