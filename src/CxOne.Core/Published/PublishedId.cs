using System.Globalization;
using CxOne.Errors;

namespace CxOne.Published;

/// <summary>The ids of published objects are whole numbers. A name is never sent as one.</summary>
internal static class PublishedId
{
    /// <summary>Returns the number that a text is, or <see langword="null"/>.</summary>
    public static int? Of(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <exception cref="CxException">The text is no number, so that no object has it as its id (<c>ObjectNotFound</c>).</exception>
    public static void Require(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Of(id) is null)
        {
            throw new CxException(CxErrors.ObjectNotFound, PublishedMessages.IdNotNumber(id), id);
        }
    }

    /// <summary>The id as text.</summary>
    public static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
