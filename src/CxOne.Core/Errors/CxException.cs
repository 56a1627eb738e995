namespace CxOne.Errors;

/// <summary>The base class of the exceptions of the module.</summary>
public class CxException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="CxException"/> class.</summary>
    /// <param name="definition">The definition of the error.</param>
    /// <param name="message">What failed, for the user and without secrets. Control characters are escaped.</param>
    /// <param name="item">The item that the user passed, if any.</param>
    /// <param name="innerException">The cause, if any.</param>
    public CxException(CxErrorDefinition definition, string message, object? item = null, Exception? innerException = null)
        : this(definition, ErrorText.From(message, innerException), item, innerException)
    {
    }

    internal CxException(CxErrorDefinition definition, ErrorText message, object? item, Exception? innerException)
        : base(UserInfoRedactor.WithoutUserInfo(message.Text), innerException)
    {
        Definition = definition;
        Item = item;
    }

    /// <summary>Gets the definition of the error.</summary>
    public CxErrorDefinition Definition { get; }

    /// <summary>Gets the stable id of the error.</summary>
    public string ErrorId => Definition.Id;

    /// <summary>Gets the item that the error is about, such as an id, a row or a result.</summary>
    public object? Item { get; init; }

    /// <summary>The message on one line, for use within another sentence.</summary>
    internal string OneLine => string.Join(' ', Message.Split('\n').Select(line => line.Trim()));

    /// <summary>Gets what the user should do next.</summary>
    public string RecommendedAction
    {
        get => field ?? CxVocabulary.Current.RecommendedAction(Definition);
        init;
    }
}
