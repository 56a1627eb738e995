namespace CxOne.Published;

/// <summary>Replaces a file as a whole: readers see the old content or the new one, and nothing between.</summary>
internal static class AtomicFile
{
    /// <param name="path">The full path; its folder must exist.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="IOException">The file cannot be written. A former one is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write it. A former one is unchanged.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
